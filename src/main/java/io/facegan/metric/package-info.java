/**
 * Figures that compare generated images with real ones: {@link io.facegan.metric.ImageDiagnostics},
 * and {@link io.facegan.metric.Verdict}, whether the images differ enough from each other.
 */
package io.facegan.metric;
