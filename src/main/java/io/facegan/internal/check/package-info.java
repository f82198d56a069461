/**
 * The check of an image collection before a training: {@link
 * io.facegan.internal.check.CollectionCheck} reads it, and {@link
 * io.facegan.internal.check.CollectionReport} tells what it holds, which images cannot be used,
 * which are duplicates, and how to train on it.
 */
package io.facegan.internal.check;
