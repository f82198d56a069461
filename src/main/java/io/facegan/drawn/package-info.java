/** Synthetic faces, painted on demand. */
package io.facegan.drawn;
