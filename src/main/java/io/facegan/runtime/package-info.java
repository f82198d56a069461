/**
 * Choose where and how exactly to compute: a {@link io.facegan.runtime.Device}, a {@link
 * io.facegan.runtime.Precision}, and for several processes that train together a {@link
 * io.facegan.runtime.Cluster}.
 */
package io.facegan.runtime;
