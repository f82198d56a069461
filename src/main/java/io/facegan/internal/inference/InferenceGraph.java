package io.facegan.internal.inference;

import org.tensorflow.proto.GraphDef;

/** An optimized generator graph; one thread draws with a small one about as fast as several. */
record InferenceGraph(GraphDef definition, boolean small) {}
