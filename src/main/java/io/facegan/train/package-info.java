/**
 * The training loop and what it keeps on disk. {@link io.facegan.train.TrainingListener} and the
 * values that it is given are public API; the rest is internal to the library.
 */
package io.facegan.train;
