package io.facegan.train;

import io.facegan.runtime.StepMemory;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much memory a training or a drawing takes, in bytes.
 *
 * @param allocator what TensorFlow's allocator held in a step, nothing where it was not or cannot
 *     be looked at
 * @param process what this whole process holds in memory now, the JVM and pictures mapped into it
 *     included; nothing where the system does not say
 * @param processPeak the most that it ever held; nothing where the system does not say
 */
public record MemoryUse(
    Optional<StepMemory> allocator, OptionalLong process, OptionalLong processPeak) {}
