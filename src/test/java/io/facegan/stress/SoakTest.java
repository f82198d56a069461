package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A long training neither grows nor slows down. */
@Tag("stress")
@EnabledOnOs(OS.LINUX)
class SoakTest {
  /** All memory of the heap at once, so that only what lies outside of it can grow. */
  static final List<String> FIXED_HEAP =
      List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

  static final double MOST_GROWTH = 1.02;

  private static final int STEPS = Integer.getInteger("stress.steps", 10_000);
  private static final int BATCH = Integer.getInteger("stress.batch", 2);

  /** Until here TensorFlow, the JVM and the images fill their memory for the first time. */
  private static final int SETTLED = 1_000;

  @TempDir private Path temp;

  @Test
  void longTraining_keepsItsMemoryThreadsAndHandles() throws Exception {
    List<Usage> settled = train().stream().filter(usage -> usage.at() >= SETTLED).toList();
    int span = Math.min(SETTLED / Soak.INTERVAL, (settled.size() - 1) / 2);
    List<Usage> early = settled.subList(0, span + 1);
    List<Usage> late = settled.subList(settled.size() - span - 1, settled.size());
    double before = Usage.median(early, Usage::residentKb);
    double after = Usage.median(late, Usage::residentKb);
    Figures.report(
        "SoakTest",
        "%,d steps of %d images: resident memory %.0f MB -> %.0f MB (%+.2f %%), threads %.0f ->"
            + " %.0f, open files %.0f -> %.0f, images/s %.1f -> %.1f (ratio %.3f)",
        STEPS,
        BATCH,
        before / 1e3,
        after / 1e3,
        100 * (after / before - 1),
        Usage.median(early, Usage::threads),
        Usage.median(late, Usage::threads),
        Usage.median(early, Usage::handles),
        Usage.median(late, Usage::handles),
        speed(early),
        speed(late),
        speed(late) / speed(early));

    assertThat(after).isLessThan(before * MOST_GROWTH);
    assertThat(Usage.median(late, Usage::threads))
        .isLessThanOrEqualTo(Usage.median(early, Usage::threads));
    assertThat(Usage.median(late, Usage::handles))
        .isLessThanOrEqualTo(Usage.median(early, Usage::handles));
  }

  private List<Usage> train() throws Exception {
    Path usages = temp.resolve("usages");
    List<String> arguments =
        List.of(
            Integer.toString(STEPS),
            Integer.toString(BATCH),
            temp.resolve("run").toString(),
            usages.toString());
    try (Child child = Child.start(temp.resolve("logs"), FIXED_HEAP, Soak.class, arguments)) {
      child.succeed();
    }
    return Usage.read(usages);
  }

  /** Returns the median of the images a second from each measurement to the next. */
  private static double speed(List<Usage> all) {
    double[] speeds = new double[all.size() - 1];
    for (int i = 0; i < speeds.length; i++) {
      Usage from = all.get(i);
      Usage to = all.get(i + 1);
      speeds[i] = (to.at() - from.at()) * BATCH / (to.seconds() - from.seconds());
    }
    return Usage.median(speeds);
  }
}
