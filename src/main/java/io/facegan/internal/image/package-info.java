/**
 * Image files and their pixels. {@link io.facegan.internal.image.ImageDecoder} reads encoded
 * images, {@link io.facegan.internal.image.RgbRows} their pixels.
 *
 * <p>Libraries decode the pixels: the Java runtime's ImageIO and, for WebP, TwelveMonkeys. The
 * metadata that determines orientation, colours and completeness is read here.
 */
package io.facegan.internal.image;
