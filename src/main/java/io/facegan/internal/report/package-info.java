/**
 * Reports for people: grids of images, the loss plot, the metrics log and the progress on the
 * console. Each is an independent {@link io.facegan.train.TrainingListener}.
 *
 * <p>A file that cannot be written stops the training with an {@link java.io.UncheckedIOException}
 * that names it. Images are written under a temporary name and then renamed, so that viewers never
 * see a partial file.
 */
package io.facegan.internal.report;
