/**
 * Devices to compute on, and TensorFlow's setup for them: CPU, GPU, CUDA libraries and session
 * settings.
 */
package io.facegan.internal.runtime;
