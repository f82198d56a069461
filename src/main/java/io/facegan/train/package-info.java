/**
 * Follow a training and read how it ended.
 *
 * <p>A {@link io.facegan.train.TrainingListener} is told of each step, each evaluation and what the
 * guards find; {@link io.facegan.train.TrainingResult} says how the training ended. A {@link
 * io.facegan.train.Guard} watches for ways in which trainings fail, and a {@link
 * io.facegan.train.Reaction} is what happens then.
 */
package io.facegan.train;
