/**
 * Open a collection of images, or bring one of your own.
 *
 * <p>{@link io.facegan.data.ImageSources} opens a folder, a zip or an HDF5 file; for images from
 * anywhere else, implement {@link io.facegan.data.ImageSource}. {@link io.facegan.data.Framing}
 * says how images of any size become images of the networks' size, and an {@link
 * io.facegan.data.ImageBatch} has the pixels as the networks see them.
 */
package io.facegan.data;
