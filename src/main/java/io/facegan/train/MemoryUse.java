package io.facegan.train;

import io.facegan.runtime.StepMemory;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory of a training or of generating images, in bytes.
 *
 * @param allocator the use of TensorFlow's allocator in a step; empty where it is not measured
 * @param process the resident memory of the whole process, including the JVM and memory-mapped
 *     images; empty where the system does not report it
 * @param processPeak the highest resident memory of the process; empty where the system does not
 *     report it
 */
public record MemoryUse(
    Optional<StepMemory> allocator, OptionalLong process, OptionalLong processPeak) {}
