package io.facegan.runtime;

/**
 * What TensorFlow's allocator held while a training step or a generation ran; on a GPU, the
 * allocator of that GPU. It counts everything that TensorFlow holds in this process, other sessions
 * included; on a CPU, tensors below 256 KiB are not counted.
 *
 * @param allocated bytes that it also holds before and after: weights, optimizer slots and so on
 * @param peak the most bytes that it held at one time
 */
public record StepMemory(long allocated, long peak) {}
