/**
 * Writes what TensorBoard shows, as a {@link io.facegan.train.TrainingListener}: events in files of
 * records, {@code events.out.tfevents.*}, in the run folder. The messages are TensorFlow's own.
 */
package io.facegan.internal.tensorboard;
