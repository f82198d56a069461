/**
 * Internal: a SavedModel loaded ({@link io.facegan.internal.inference.LoadedModel}), its graph
 * rewritten so that a processor draws with it fast, and drawn with ({@link
 * io.facegan.internal.inference.DrawingSession}).
 */
package io.facegan.internal.inference;
