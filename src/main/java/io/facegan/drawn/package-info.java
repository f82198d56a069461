/**
 * Train without any images of your own: {@link io.facegan.drawn.DrawnFaces} paints them on demand.
 */
package io.facegan.drawn;
