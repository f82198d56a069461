package io.facegan.internal.inference;

import org.tensorflow.proto.GraphDef;

/**
 * An optimized generator graph.
 *
 * @param definition its operations
 * @param small whether one thread generates an image about as fast as several together
 */
record DrawingGraph(GraphDef definition, boolean small) {}
