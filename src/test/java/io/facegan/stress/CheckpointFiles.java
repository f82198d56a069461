package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the checkpoints of a run with eyes of its own. */
final class CheckpointFiles {
  private static final List<String> NAMES =
      List.of("state.json", "variables.data-00000-of-00001", "variables.index");

  /** Returns the folders that are named as checkpoints, by step. */
  static List<Path> all(Path run) throws IOException {
    return all(run, "step-");
  }

  /** Returns the folders of checkpoints that are being written, or were when a process died. */
  static List<Path> unfinished(Path run) throws IOException {
    return all(run, ".step-");
  }

  private static List<Path> all(Path run, String prefix) throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    if (Files.notExists(checkpoints)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(checkpoints)) {
      return entries
          .filter(path -> path.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  /** Returns the step of the newest, or -1 if there is none. */
  static long newest(Path run) throws IOException {
    List<Path> all = all(run);
    return all.isEmpty()
        ? -1
        : Long.parseLong(all.get(all.size() - 1).getFileName().toString().substring(5));
  }

  /** Waits until a process has written a checkpoint of this step or a later one. */
  static void await(Path run, long step, Child child) throws Exception {
    while (newest(run) < step) {
      assertThat(child.isAlive()).as(child.says()).isTrue();
      Thread.sleep(5);
    }
  }

  /** Checks that whatever is named as a checkpoint is a whole one. */
  static void assertSound(Path run) throws IOException {
    for (Path checkpoint : all(run)) {
      List<String> lines = new ArrayList<>();
      for (String name : NAMES) {
        lines.add(sum(checkpoint.resolve(name)) + "  " + name);
      }
      assertThat(checkpoint.resolve("SHA256SUMS")).hasContent(String.join("\n", lines));
    }
  }

  static String sum(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private CheckpointFiles() {}
}
