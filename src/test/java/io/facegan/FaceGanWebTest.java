package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.internal.train.Checkpoint;
import io.facegan.internal.train.Checkpoints;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.util.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceGanWebTest {
  @TempDir private Path folder;

  @Test
  void exportWebOfARun_isComplete() throws IOException {
    Path run = folder.resolve("run");
    Path own = folder.resolve("deep/own");
    try (FaceGan gan = TinyGan.builder(run).batchSize(1).build()) {
      gan.train();
    }
    List<Long> told = new ArrayList<>();
    Export.of(run)
        .web(
            own,
            bytes -> {
              assertThat(own).doesNotExist();
              told.add(bytes);
            });
    long weights = Files.size(own.resolve("model/group1-shard1of1.bin"));
    assertThat(weights).isPositive();
    assertThat(told).containsExactly(weights + weights * 4 / 3);
    assertThat(Files.size(own.resolve("embedded/group1-shard1of1.bin.js")))
        .isBetween(weights * 4 / 3, weights * 4 / 3 + 100);
    assertThat(own.resolve("index.html")).isRegularFile();
    assertThat(Files.readString(own.resolve("model/model.json")))
        .contains(
            "\"facegan_version\":\"%s\"".formatted(Version.current()),
            "\"networks\":\"tiny\"",
            "\"training_batch_size\":1",
            "\"batch_norm_uses\":\"each image's own statistics\"");
  }

  @Test
  void exportWebBest_takesTheCheckpointNearestToTheRealImages() throws IOException {
    Path run = folder.resolve("run");
    // From this seed the images get worse after the first step.
    try (FaceGan gan =
        TinyGan.builder(run).steps(3).seed(1).sampleEvery(1).checkpointEvery(1).build()) {
      gan.train();
    }
    Checkpoints checkpoints = RunFolder.open(run).checkpoints();
    Checkpoint best = checkpoints.bestOrRefuse();
    assertThat(best).isNotEqualTo(checkpoints.newestOrRefuse());
    Export.of(run).best().web(folder.resolve("best"));
    Export.of(run).web(folder.resolve("newest"));
    removeAllBut(best, run.resolve("checkpoints"));
    Export.of(run).web(folder.resolve("only"));
    Path weights = Path.of("model/group1-shard1of1.bin");
    assertThat(folder.resolve("best").resolve(weights))
        .hasSameBinaryContentAs(folder.resolve("only").resolve(weights));
    assertThat(Files.readAllBytes(folder.resolve("newest").resolve(weights)))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("only").resolve(weights)));
  }

  private static void removeAllBut(Checkpoint kept, Path checkpoints) throws IOException {
    try (Stream<Path> all = Files.list(checkpoints)) {
      for (Path one : all.filter(path -> !path.equals(kept.folder())).toList()) {
        PathUtils.delete(one);
      }
    }
  }

  @Test
  void exportWebToWhatIsThere_isRefused() throws IOException {
    Path run = folder.resolve("run");
    try (FaceGan gan = TinyGan.builder(run).build()) {
      gan.train();
      assertThatThrownBy(() -> Export.of(run).web(run))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(run.toString(), "not empty", "another folder");
    }
  }

  @Test
  void exportWebOfNoRun_isRefused() {
    assertThatThrownBy(() -> Export.of(folder).web(folder.resolve("page")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(folder.toString(), "no options.json", "--run");
  }
}
