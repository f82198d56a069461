/**
 * Internal: image files and their pixels. {@link io.facegan.internal.image.ImageDecoder} reads
 * encoded images, {@link io.facegan.internal.image.RgbRows} their pixels.
 *
 * <p>The pixels are decoded by libraries: the Java runtime's ImageIO and, for WebP, TwelveMonkeys.
 * What the formats say around the pixels is read here, as far as it decides which way up, in which
 * colours and how complete an image is.
 */
package io.facegan.internal.image;
