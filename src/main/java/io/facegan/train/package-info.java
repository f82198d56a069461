/**
 * What a training tells: a {@link io.facegan.train.TrainingListener} is given each step, each
 * evaluation and what the guards find, and the training ends with a {@link
 * io.facegan.train.TrainingResult}.
 */
package io.facegan.train;
