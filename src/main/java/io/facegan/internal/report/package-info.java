/**
 * What people look at while a network trains and afterwards: grids of pictures, the loss plot, the
 * metrics log and the progress on the console. Each is a {@link io.facegan.train.TrainingListener}
 * that writes into the run folder and can be used alone or left out.
 *
 * <p>A file that cannot be written stops the training with an {@link java.io.UncheckedIOException}
 * that names it. Pictures are written under a temporary name and then renamed, so that a viewer
 * never sees half a file.
 */
package io.facegan.internal.report;
