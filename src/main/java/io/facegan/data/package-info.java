/**
 * Collections of images: {@link io.facegan.data.ImageSources} opens a folder, a zip or an HDF5
 * file, an {@link io.facegan.data.ImageSource} may be anything else, and {@link
 * io.facegan.data.Framing} says how images of any size become images of the network's size.
 */
package io.facegan.data;
