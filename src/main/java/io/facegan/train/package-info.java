/**
 * The events of a training: a {@link io.facegan.train.TrainingListener} receives each step, each
 * evaluation and the findings of the guards. The training ends with a {@link
 * io.facegan.train.TrainingResult}.
 */
package io.facegan.train;
