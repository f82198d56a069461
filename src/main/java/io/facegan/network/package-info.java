/**
 * Choose, change or write what is trained, without TensorFlow.
 *
 * <p>{@link io.facegan.network.Recipe} has the presets: networks with their losses and optimizers,
 * and a builder that changes any of them. For your own networks, chain layers such as {@link
 * io.facegan.network.Dense} and {@link io.facegan.network.Convolution} in two {@link
 * io.facegan.network.NetworkSpec}s; every shape is checked when they are made, and {@link
 * io.facegan.network.NetworkSpec#describe} prints the layer table. {@link
 * io.facegan.network.SizePlanner} finds the start size and the padding with which transposed
 * convolutions reach an image size. The documentation of each layer has its size formula, the
 * layout and the names of its variables, its parameters and its cost.
 */
package io.facegan.network;
