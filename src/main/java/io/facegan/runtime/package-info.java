/**
 * Choose where and how exactly to compute: a {@link io.facegan.runtime.Device} and a {@link
 * io.facegan.runtime.Precision}.
 */
package io.facegan.runtime;
