package io.facegan.internal.runtime;

import io.facegan.runtime.StepMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.AllocatorMemoryUsed;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;

/** Measures TensorFlow's allocator while a graph runs. */
public final class AllocatorTrace {
  private static final String GPU = "GPU";

  /** A result and the memory that the allocator held. */
  public record Traced(Result result, Optional<StepMemory> memory) {}

  /**
   * Runs a graph and measures the allocator; no memory if TensorFlow reports none.
   *
   * @param options that the runner has
   */
  public static Traced run(Session.Runner runner, RunOptions options) {
    // Higher levels start the profiler; this level records allocations and changes no result.
    RunOptions traced =
        options.toBuilder().setTraceLevel(RunOptions.TraceLevel.SOFTWARE_TRACE).build();
    Result result = runner.setOptions(traced).runAndFetchMetadata();
    return new Traced(result, result.getMetadata().flatMap(AllocatorTrace::of));
  }

  /** Runs a graph and returns the memory that the allocator held; empty if it is unknown. */
  public static Optional<StepMemory> of(Session.Runner runner) {
    Traced traced = run(runner, RunOptions.getDefaultInstance());
    traced.result().close();
    return traced.memory();
  }

  /** Returns empty if no allocator reports, for example on CPUs without oneDNN. */
  static Optional<StepMemory> of(RunMetadata metadata) {
    Map<String, StepMemory> each = new HashMap<>();
    for (DeviceStepStats device : metadata.getStepStats().getDevStatsList()) {
      for (NodeExecStats node : device.getNodeStatsList()) {
        for (AllocatorMemoryUsed used : node.getMemoryList()) {
          // Values at the end of a node; it may have held more while it ran.
          long atTheEnd = used.getAllocatorBytesInUse();
          long most = atTheEnd - used.getLiveBytes() + used.getPeakBytes();
          if (atTheEnd > 0) {
            each.merge(
                used.getAllocatorName(),
                new StepMemory(atTheEnd, Math.max(atTheEnd, most)),
                AllocatorTrace::either);
          }
        }
      }
    }
    boolean gpu = each.keySet().stream().anyMatch(name -> name.startsWith(GPU));
    return each.entrySet().stream()
        .filter(entry -> !gpu || entry.getKey().startsWith(GPU))
        .map(Map.Entry::getValue)
        .reduce(AllocatorTrace::sum);
  }

  /** Combines measurements of one allocator at different times. */
  public static StepMemory either(StepMemory one, StepMemory other) {
    return new StepMemory(
        Math.min(one.allocated(), other.allocated()), Math.max(one.peak(), other.peak()));
  }

  private static StepMemory sum(StepMemory one, StepMemory other) {
    return new StepMemory(one.allocated() + other.allocated(), one.peak() + other.peak());
  }

  private AllocatorTrace() {}
}
