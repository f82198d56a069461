/**
 * Hand out the images of your own {@link io.facegan.data.ImageSource}, as {@link
 * io.facegan.image.SourceImage}s.
 */
package io.facegan.image;
