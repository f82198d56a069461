/**
 * A look at a collection of pictures before a network is trained on it: {@link
 * io.facegan.internal.check.CollectionCheck} reads it once, {@link
 * io.facegan.internal.check.CollectionReport} says what is in it, what cannot be used, which
 * pictures are there twice and how to train on it.
 */
package io.facegan.internal.check;
