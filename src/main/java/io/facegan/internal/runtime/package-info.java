/**
 * Internal: what there is to compute on, and TensorFlow made ready for it: processor, GPU, CUDA
 * libraries, devices, session settings.
 */
package io.facegan.internal.runtime;
