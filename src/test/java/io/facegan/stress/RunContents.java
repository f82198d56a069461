package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a run folder holds, without what is of the machine and the moment.
 *
 * @param metrics the lines of {@code metrics.jsonl} without their {@code machine}
 * @param sums the checksum of every other file, by its path
 */
record RunContents(List<String> metrics, SortedMap<String, String> sums) {
  private static final String METRICS = "metrics.jsonl";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static RunContents of(Path run) throws IOException {
    SortedMap<String, String> sums = new TreeMap<>();
    try (Stream<Path> entries = Files.walk(run)) {
      for (Path file : entries.filter(Files::isRegularFile).toList()) {
        sums.put(run.relativize(file).toString(), CheckpointFiles.sum(file));
      }
    }
    sums.remove("lock");
    // It shows the folder's name, the speed and the memory.
    sums.remove("report.html");
    List<String> metrics = new ArrayList<>();
    if (sums.remove(METRICS) != null) {
      for (String line : Files.readAllLines(run.resolve(METRICS))) {
        ObjectNode json = (ObjectNode) MAPPER.readTree(line);
        json.remove("machine");
        metrics.add(json.toString());
      }
    }
    return new RunContents(metrics, sums);
  }

  /** Checks that the other has the same files, to the bit. */
  void assertSame(RunContents other) {
    assertThat(other.metrics).isEqualTo(metrics);
    assertThat(other.sums).isEqualTo(sums);
  }

  /**
   * Checks that the other has the same metrics, grids and newest checkpoint. It may have more grids
   * and other checkpoints: those of the steps after which it was told to stop.
   */
  void assertContinued(RunContents other) {
    assertThat(other.metrics).isEqualTo(metrics);
    String newest = "checkpoints/" + newestCheckpoint() + "/";
    Map<String, String> wanted = new TreeMap<>(sums);
    wanted.keySet().removeIf(path -> path.startsWith("checkpoints/") && !path.startsWith(newest));
    assertThat(other.sums).containsAllEntriesOf(wanted);
    assertThat(other.newestCheckpoint()).isEqualTo(newestCheckpoint());
    Map<String, String> more = new TreeMap<>(other.sums);
    more.keySet().removeAll(wanted.keySet());
    assertThat(more.keySet())
        .allSatisfy(path -> assertThat(path).matches("samples-\\d+\\.png|checkpoints/step-.*"));
  }

  private String newestCheckpoint() {
    return sums.keySet().stream()
        .filter(path -> path.startsWith("checkpoints/step-"))
        .map(path -> path.split("/")[1])
        .max(String::compareTo)
        .orElseThrow();
  }
}
