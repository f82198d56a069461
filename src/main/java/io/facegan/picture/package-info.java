/**
 * Pictures as files and as pixels, whatever they are for: {@link io.facegan.picture.PictureDecoder}
 * reads encoded ones, {@link io.facegan.picture.RgbRows} their pixels. Internal but for {@link
 * io.facegan.picture.Picture} and {@link io.facegan.picture.Trait}, which an {@code ImageSource}
 * gives out.
 *
 * <p>The pixels are decoded by libraries: the Java runtime's ImageIO and, for WebP, TwelveMonkeys
 * (which the project prefers to a decoder of its own even though its lossy colours are a little
 * off). What the formats say around the pixels is read here, as far as it matters which way up, in
 * which colours and how whole a picture is.
 */
package io.facegan.picture;
