/**
 * What a network is, without TensorFlow: shapes, layers and their size arithmetic.
 *
 * <p>{@link io.facegan.network.Networks} holds the ready-made GANs and is all that most users need.
 * For one's own, chain {@link io.facegan.network.LayerSpec} records such as {@link
 * io.facegan.network.Dense} and {@link io.facegan.network.Convolution} in two {@link
 * io.facegan.network.NetworkSpec}s; every shape is checked when they are made. {@link
 * io.facegan.network.SizePlanner} finds the start size and padding with which transposed
 * convolutions reach a wanted picture size.
 */
package io.facegan.network;
