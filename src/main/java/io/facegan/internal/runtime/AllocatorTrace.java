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

/** Looks at what TensorFlow's allocator holds while a graph runs. */
public final class AllocatorTrace {
  private static final String GPU = "GPU";

  // More would start the profiler; this is enough for the allocations, and changes no result.
  private static final RunOptions TRACED =
      RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.SOFTWARE_TRACE).build();

  /** A result, and what the allocator held meanwhile. */
  public record Traced(Result result, Optional<StepMemory> memory) {}

  /** Runs it and looks at the allocator; nothing of it if TensorFlow does not count here. */
  public static Traced run(Session.Runner runner) {
    Result result = runner.setOptions(TRACED).runAndFetchMetadata();
    return new Traced(result, result.getMetadata().flatMap(AllocatorTrace::of));
  }

  /**
   * Runs something and returns what the allocator held meanwhile, nothing where it is not known.
   */
  public static Optional<StepMemory> of(Session.Runner runner) {
    Traced traced = run(runner);
    traced.result().close();
    return traced.memory();
  }

  /** Returns nothing if no allocator counts, as on CPUs without oneDNN. */
  static Optional<StepMemory> of(RunMetadata metadata) {
    Map<String, StepMemory> each = new HashMap<>();
    for (DeviceStepStats device : metadata.getStepStats().getDevStatsList()) {
      for (NodeExecStats node : device.getNodeStatsList()) {
        for (AllocatorMemoryUsed used : node.getMemoryList()) {
          // At the end of a node; while it ran, it may have held more than it leaves.
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

  /** Returns what both were in, if they are of one allocator at different moments. */
  public static StepMemory either(StepMemory one, StepMemory other) {
    return new StepMemory(
        Math.min(one.allocated(), other.allocated()), Math.max(one.peak(), other.peak()));
  }

  private static StepMemory sum(StepMemory one, StepMemory other) {
    return new StepMemory(one.allocated() + other.allocated(), one.peak() + other.peak());
  }

  private AllocatorTrace() {}
}
