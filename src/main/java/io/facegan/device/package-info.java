/**
 * What there is to compute on, and the CUDA libraries that a GPU needs. Of this package {@link
 * io.facegan.device.Device}, {@link io.facegan.device.Gpu} and {@link io.facegan.device.GpuSupport}
 * are for users; it knows nothing of TensorFlow.
 */
package io.facegan.device;
