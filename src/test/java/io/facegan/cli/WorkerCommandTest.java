package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerCommandTest {
  private static final List<String> TWO = List.of("127.0.0.1:1", "127.0.0.1:2");

  @Test
  void workers_haveTheOptionsOfTheCommandButForTheParents() {
    assertThat(lines(false, "-q train --local-workers 2 --restarts=3 --run r --device auto"))
        .containsExactly(
            "java -q train --workers 127.0.0.1:1,127.0.0.1:2 --task 0 --run r --device auto",
            "java -q train --workers 127.0.0.1:1,127.0.0.1:2 --task 1 --no-progress --run r"
                + " --device auto");
  }

  @Test
  void startedAgain_aTrainingContinuesItsRun() {
    assertThat(lines(true, "train --local-workers=2 --no-progress").get(1))
        .isEqualTo(
            "java train --workers 127.0.0.1:1,127.0.0.1:2 --task 1 --or-resume --no-progress");
    assertThat(lines(true, "train --or-resume").get(0)).containsOnlyOnce("--or-resume");
    assertThat(lines(true, "resume run").get(0)).doesNotContain("--or-resume");
  }

  @Test
  void gpus_takeThePlaceOfTheDevice() {
    List<String> arguments = List.of("train", "--device", "gpu", "--mirror");
    assertThat(new WorkerCommand(List.of("java"), arguments, i -> "gpu:" + i).of(TWO, false).get(1))
        .containsSubsequence("--device", "gpu:1")
        .doesNotContain("gpu")
        .contains("--mirror");
  }

  @Test
  void oneWorker_isNoCluster() {
    assertThat(
            new WorkerCommand(List.of("java"), List.of("train", "--local-workers", "1"), i -> null)
                .of(List.of("127.0.0.1:1"), false))
        .containsExactly(List.of("java", "train"));
  }

  @Test
  void java_isStartedAsThisProcessWas() {
    List<String> options = List.of("-Xmx1g", "-agentlib:jdwp=address=5005", "-Da=b");
    assertThat(WorkerCommand.java("j", options, Map.of("java.class.path", "f.jar"), Main.class))
        .containsExactly(
            "j",
            "-Xmx1g",
            "-Da=b",
            "-Dfacegan.localWorker=true",
            "-cp",
            "f.jar",
            Main.class.getName());
    List<String> modular = List.of("--module-path=m", "-Djdk.module.main=io.facegan");
    assertThat(
            WorkerCommand.java("j", modular, Map.of("jdk.module.main", "io.facegan"), Main.class))
        .containsExactly(
            "j",
            "--module-path=m",
            "-Dfacegan.localWorker=true",
            "-m",
            "io.facegan/" + Main.class.getName());
  }

  private static List<String> lines(boolean again, String arguments) {
    return new WorkerCommand(List.of("java"), List.of(arguments.split(" ")), i -> null)
        .of(TWO, again).stream().map(line -> String.join(" ", line)).toList();
  }
}
