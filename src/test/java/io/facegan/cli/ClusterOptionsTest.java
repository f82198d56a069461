package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.runtime.Cluster;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

class ClusterOptionsTest {
  private static final Map<String, String> TF_CONFIG = config("worker", 1);
  private static final Map<String, String> SLURM =
      Map.of("SLURM_PROCID", "0", "SLURM_NTASKS", "2", "SLURM_JOB_NODELIST", "n[1-2]");

  @Command(name = "train")
  private static final class Program {
    @Mixin private final ClusterOptions cluster;

    @Option(names = "--run")
    private String run;

    Program(Map<String, String> environment) {
      cluster = new ClusterOptions(environment);
    }
  }

  @Test
  void workersAndTask_areTheCluster() {
    assertThat(options(Map.of(), "--workers a:1,b:2 --task 1 --worker-timeout 7").cluster())
        .contains(Cluster.of(List.of("a:1", "b:2"), 1).timeout(Duration.ofSeconds(7)));
    assertThat(options(Map.of(), "").cluster()).isEmpty();
  }

  @Test
  void environment_isTheClusterWithTheOptions() {
    assertThat(options(TF_CONFIG, "--wire BFLOAT16").cluster())
        .contains(Cluster.of(List.of("a:1", "b:1"), 1).wire(Precision.BFLOAT16));
    assertThat(options(SLURM, "").cluster()).contains(Cluster.of(List.of("n1:8888", "n2:8888"), 0));
    assertThat(options(TF_CONFIG, "").isEvaluator()).isFalse();
    assertThat(options(config("evaluator", 0), "").isEvaluator()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--task 1; --task 1 is for --workers",
        "--workers a:1; --workers lacks --task",
        "--workers a --task 0; --workers: worker 0 has the address",
        "--workers a:1,a:1 --task 0; both a:1",
        "--workers a:1 --task 0 --local-workers 2; --local-workers 2 starts all workers itself",
        "--restarts 2; --restarts 2 is for --local-workers",
        "--local-workers 2 --restarts 2; --restarts 2 needs --run",
        "--local-workers 0; --local-workers is 0: give a number from 1 to 100",
        "--local-workers 2 --restarts -1; --restarts is -1: give a number from 0",
        "--worker-timeout 0 --local-workers 2; --worker-timeout is 0: give a number from 1 to 86400",
        "--worker-timeout 9; --worker-timeout 9 is for several workers",
        "--wire bfloat16; --wire bfloat16 is for several workers",
        "--workers a:1,b:1 --task 0 --wire TF32; --wire is tf32"
      })
  void options_thatDoNotFitAreMistakes(String line, String fact) {
    mistake(Map.of(), line, fact);
  }

  @Test
  void environmentAndOptions_contradictEachOther() {
    mistake(TF_CONFIG, "--workers a:1,b:1 --task 0", "--workers and the environment's TF_CONFIG");
    mistake(SLURM, "--local-workers 3", "--local-workers 3 and the environment's SLURM_PROCID");
  }

  @Test
  void localWorkers_haveAGpuEachWhereThereAreAsMany() {
    ClusterOptions two = options(Map.of(), "--local-workers 2 --restarts 1 --run r");
    assertThat(two.areLocal()).isTrue();
    assertThat(two.cluster()).isEmpty();
    assertThat(two.gpus(Device.AUTO, 3).apply(1)).isEqualTo("gpu:1");
    assertThat(two.gpus(Device.AUTO, 0).apply(1)).isNull();
    assertThatThrownBy(() -> two.gpus(Device.AUTO, 1))
        .isInstanceOf(ParameterException.class)
        .hasMessageContainingAll("--local-workers 2", "there is 1", "--device cpu");
    assertThatThrownBy(() -> two.gpus(Device.gpu(1), 4)).hasMessageContaining("--device gpu:1");
  }

  private static Map<String, String> config(String type, int index) {
    return Map.of(
        "TF_CONFIG",
        "{\"cluster\":{\"worker\":[\"a:1\",\"b:1\"]},\"task\":{\"type\":\"%s\",\"index\":%d}}"
            .formatted(type, index));
  }

  private static ClusterOptions options(Map<String, String> environment, String line) {
    Program program = new Program(environment);
    new CommandLine(program)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(line.isEmpty() ? new String[0] : line.split(" "));
    return program.cluster;
  }

  private static void mistake(Map<String, String> environment, String line, String fact) {
    ClusterOptions options = options(environment, line);
    assertThatThrownBy(
            () -> {
              options.areLocal();
              options.cluster();
            })
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(fact);
  }
}
