package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegan.internal.tensorboard.EventFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Summary;

class TensorBoardTest {
  @TempDir Path folder;

  @Test
  void resumedRun_showsWhatItsMetricsHold() throws IOException {
    Path images = TinyRuns.images(folder.resolve("images"));
    Path run = folder.resolve("run");
    Breaks.stopped(TinyRuns.builder(images, run).tensorBoard(true), 5);
    try (FaceGan gan = TinyRuns.resume(run).build()) {
      gan.train();
    }
    assertThat(EventFiles.of(run)).hasSize(2);
    Map<Long, Float> diversity = new TreeMap<>();
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode json = new ObjectMapper().readTree(line);
      if (json.has("evaluation")) {
        float value = json.at("/evaluation/diversity").floatValue();
        diversity.put(json.get("step").longValue(), value);
      }
    }
    // The evaluation of the end at which it was stopped is one of the run all the same.
    Map<Long, Summary.Value> shown = EventFiles.shown(run, "evaluation/diversity");
    assertThat(shown.remove(5L)).isNotNull();
    assertThat(shown).hasSameSizeAs(diversity).hasSize(6);
    diversity.forEach(
        (step, value) -> assertThat(shown.get(step).getSimpleValue()).isEqualTo(value));
    assertThat(EventFiles.shown(run, "loss/generator").keySet())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(EventFiles.shown(run, "samples").keySet()).contains(0L, 2L, 4L, 6L, 8L, 10L);
  }

  @Test
  void runWithoutIt_hasNoEvents() {
    Path run = folder.resolve("run");
    try (FaceGan gan = TinyGan.builder(run).build()) {
      gan.train();
    }
    assertThat(EventFiles.of(run)).isEmpty();
  }
}
