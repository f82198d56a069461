/** An image of a collection, as an {@link io.facegan.data.ImageSource} returns it. */
package io.facegan.image;
