package io.facegan.internal.inference;

import org.tensorflow.proto.GraphDef;

/**
 * A graph that draws, as it shall run.
 *
 * @param definition its operations
 * @param small whether one thread draws a picture about as soon as several together
 */
record DrawingGraph(GraphDef definition, boolean small) {}
