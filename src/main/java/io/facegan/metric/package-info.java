/**
 * Read how generated images compare with real ones: {@link io.facegan.metric.ImageDiagnostics} has
 * the figures, and {@link io.facegan.metric.Verdict} says whether the images differ enough from
 * each other.
 */
package io.facegan.metric;
