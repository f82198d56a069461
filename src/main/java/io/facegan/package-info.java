/**
 * Train a GAN on images of faces, export its generator, and generate faces with it.
 *
 * <p>Most programs need two types: {@link io.facegan.FaceGan} trains and exports, {@link
 * io.facegan.FaceGenerator} generates with an exported model. {@link io.facegan.Export} writes
 * other forms and other checkpoints. What to train comes from {@link io.facegan.network.Recipe},
 * what to train on from {@link io.facegan.data.ImageSources}, and a program that follows a training
 * implements {@link io.facegan.train.TrainingListener}.
 */
package io.facegan;
