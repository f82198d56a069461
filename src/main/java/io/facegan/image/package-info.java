/** One image of a collection, as an {@link io.facegan.data.ImageSource} gives it out. */
package io.facegan.image;
