package io.facegan.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCopyTest {
  private static final String TEN = "checkpoints/step-000010/state.json";
  private static final String TWENTY = "checkpoints/step-000020/state.json";

  @TempDir private Path folder;
  private Path there;
  private RunCopy copy;

  @BeforeEach
  void copied() throws IOException {
    there = folder.resolve("out/run");
    copy = of("local");
    for (String name : List.of("options.json", "metrics.jsonl", "lock", ".x.unfinished-1", TEN)) {
      write(name, 1);
    }
    assertThat(copy.copyIfCheckpointed()).isTrue();
  }

  @Test
  void newCheckpoint_isCopiedWithTheOtherFiles_andWhatIsGoneGoes() throws IOException {
    assertThat(files(there)).containsExactly(TEN, "metrics.jsonl", "options.json");
    write("metrics.jsonl", 2);
    assertThat(copy.copyIfCheckpointed()).as("without a new checkpoint").isFalse();
    write(TEN, 2);
    assertThat(copy.copyIfCheckpointed()).as("made again after a roll-back").isTrue();
    assertThat(there.resolve(TEN)).hasContent("2");
    write(TWENTY, 2);
    Files.delete(folder.resolve("local").resolve(TEN));
    Files.delete(folder.resolve("local").resolve(TEN).getParent());
    assertThat(copy.copyIfCheckpointed()).isTrue();
    assertThat(files(there)).containsExactly(TWENTY, "metrics.jsonl", "options.json");
    assertThat(there.resolve("metrics.jsonl")).hasContent("2");
  }

  @Test
  void restoredRun_isTheCopyWithoutWhatAKilledWriterLeft() throws IOException {
    Path left = Files.createDirectory(there.resolve("checkpoints/.step-000020.unfinished-ab"));
    RunCopy next = of("other");
    next.restore();
    assertThat(files(folder.resolve("other"))).isEqualTo(files(there)).hasSize(3);
    assertThat(left).doesNotExist();
    assertThat(next.copyIfCheckpointed()).as("all is there").isFalse();
  }

  private RunCopy of(String local) throws IOException {
    String out = folder.resolve("out").toString();
    return new RunCopy(out, folder.resolve(local), new Configuration());
  }

  private void write(String name, int time) throws IOException {
    Path file = folder.resolve("local").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.valueOf(time));
    for (Path each : List.of(file, file.getParent())) {
      Files.setLastModifiedTime(each, FileTime.fromMillis(time));
    }
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(each -> root.relativize(each).toString())
          .sorted()
          .toList();
    }
  }
}
