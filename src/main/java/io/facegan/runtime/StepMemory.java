package io.facegan.runtime;

/**
 * What TensorFlow's allocator held while a step or a drawing ran, that of the GPU if it ran on one.
 * All that TensorFlow holds in this process counts, other sessions' too; on a CPU but for tensors
 * of less than 256 KiB, which it does not count.
 *
 * @param allocated bytes that it holds also before and after: weights, optimizer slots and the like
 * @param peak bytes at the moment when it held most
 */
public record StepMemory(long allocated, long peak) {}
