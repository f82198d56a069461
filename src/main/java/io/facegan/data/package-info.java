/**
 * Collections of images. {@link io.facegan.data.ImageSources} opens a folder, a zip or an HDF5
 * file; implement {@link io.facegan.data.ImageSource} for anything else. {@link
 * io.facegan.data.Framing} brings images of any size to the size of the network's images.
 */
package io.facegan.data;
