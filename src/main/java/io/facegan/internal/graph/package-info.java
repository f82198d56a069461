/**
 * Internal: network descriptions and their training as TensorFlow graphs.
 *
 * <p>Everything is laid out batch x height x width x channel. Variables are resource variables,
 * named {@code network/layer/kind}; those names are part of the file formats.
 */
package io.facegan.internal.graph;
