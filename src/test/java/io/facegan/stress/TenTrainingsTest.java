package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.runtime.TensorFlowRuntime;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A closed training leaves nothing in its process. */
@Tag("stress")
@EnabledOnOs(OS.LINUX)
class TenTrainingsTest {
  @TempDir private Path temp;

  @Test
  void trainingsOneAfterTheOther_leaveNothingBehind() throws Exception {
    Path zip = ImageZip.write(temp.resolve("faces.zip"), 100);
    Path usages = temp.resolve("usages");
    List<String> arguments =
        List.of(temp.resolve("runs").toString(), zip.toString(), usages.toString());
    try (Child child =
        Child.start(temp.resolve("logs"), SoakTest.FIXED_HEAP, TenTrainings.class, arguments)) {
      child.succeed();
    }
    List<Usage> all = Usage.read(usages);
    assertThat(all).hasSize(TenTrainings.COUNT);
    Usage third = all.get(2);
    Usage last = all.get(all.size() - 1);
    Figures.report(
        "TenTrainingsTest",
        "from the 3rd to the %dth training: resident memory %.0f MB -> %.0f MB (%+.2f %%), threads"
            + " %d -> %d, open files %d -> %d",
        TenTrainings.COUNT,
        third.residentKb() / 1e3,
        last.residentKb() / 1e3,
        100.0 * last.residentKb() / third.residentKb() - 100,
        third.threads(),
        last.threads(),
        third.handles(),
        last.handles());

    assertThat((double) last.residentKb())
        .isLessThan(
            third.residentKb() * SoakTest.MOST_GROWTH + TensorFlowRuntime.WORTH_A_TRIM / 1024.0);
    assertThat(last.threads()).isLessThanOrEqualTo(third.threads());
    assertThat(last.handles()).isLessThanOrEqualTo(third.handles());
  }
}
