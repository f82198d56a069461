/** Internal: writes frames as animations, one after the other, in memory for a few of them. */
package io.facegan.internal.animation;
