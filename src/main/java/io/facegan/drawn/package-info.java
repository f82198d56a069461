/** Faces that are painted, without end and without a download. */
package io.facegan.drawn;
