/**
 * The pixels of WebP files. {@link io.facegan.internal.image.webp.LossyImage} decodes VP8 key
 * frames (RFC 6386), {@link io.facegan.internal.image.webp.LosslessImage} VP8L (RFC 9649, section
 * 3), and {@link io.facegan.internal.image.webp.AlphaPlane} the transparency of lossy images.
 *
 * <p>Pixels equal those of libwebp. Damaged data give an {@link java.io.IOException}.
 */
package io.facegan.internal.image.webp;
