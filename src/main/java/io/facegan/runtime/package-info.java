/** Where and how exactly to compute: {@link io.facegan.runtime.Device} and precision. */
package io.facegan.runtime;
