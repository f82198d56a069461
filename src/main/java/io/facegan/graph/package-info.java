/**
 * Internal but for {@link io.facegan.graph.Precision}: turns network descriptions into TensorFlow
 * graphs. Use {@link io.facegan.network} to describe networks and the root package to train and
 * load them.
 *
 * <p>Everything is laid out batch x height x width x channel. Variables are resource variables,
 * named {@code network/layer/kind}; those names are part of the file formats.
 */
package io.facegan.graph;
