/**
 * Image files and their pixels. {@link io.facegan.internal.image.ImageDecoder} reads encoded
 * images, {@link io.facegan.internal.image.RgbRows} their pixels.
 *
 * <p>The Java runtime's ImageIO decodes the pixels of JPEG, PNG and BMP; those of GIF, WebP and
 * TIFF are decoded here. So is the metadata that determines orientation, colours and completeness.
 */
package io.facegan.internal.image;
