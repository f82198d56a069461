/**
 * FaceGan: trains a GAN on pictures of faces and exports its generator as a SavedModel.
 *
 * <p>Most programs need two types: {@link io.facegan.FaceGan} trains and exports, {@link
 * io.facegan.FaceGenerator} draws faces with an exported model. What to train comes from {@link
 * io.facegan.network.Networks}, what to train on from {@link io.facegan.data}, and who wants to be
 * told of progress implements {@link io.facegan.train.TrainingListener}.
 */
package io.facegan;
