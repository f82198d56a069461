/**
 * Loads SavedModels ({@link io.facegan.internal.inference.LoadedModel}), rewrites their graphs for
 * fast inference on a CPU, and runs them ({@link io.facegan.internal.inference.InferenceSession}).
 */
package io.facegan.internal.inference;
