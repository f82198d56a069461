package io.facegan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.internal.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/** What a run leaves, to be compared with what another one left. */
final class RunEnd {
  /**
   * Returns all that must be the same, bit for bit, in two runs with the same options: the newest
   * checkpoint, the metrics without what depends on the machine, and the images drawn on the way.
   */
  static Map<String, Object> of(Path run, long... samples) throws IOException {
    Map<String, Object> end = new TreeMap<>();
    Path checkpoint = RunFolder.open(run).checkpoints().newestOrRefuse().folder();
    end.put("checkpoint", checkpoint.getFileName().toString());
    try (Stream<Path> files = Files.list(checkpoint)) {
      for (Path file : files.toList()) {
        end.put(file.getFileName().toString(), bytes(file));
      }
    }
    end.put("metrics", metrics(run));
    for (long step : samples) {
      String name = "samples-%06d.png".formatted(step);
      end.put(name, bytes(run.resolve(name)));
    }
    return end;
  }

  /** Returns the lines of {@code metrics.jsonl} without speed and time. */
  static List<String> metrics(Path run) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode json = new ObjectMapper().readTree(line);
      ((ObjectNode) json).remove("machine");
      lines.add(json.toString());
    }
    return lines;
  }

  /** Copies a run folder as it stands, as if the process were killed now. */
  static Path copy(Path run, Path to) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        PathUtils.copyDirectory(run, to);
        return to;
      } catch (NoSuchFileException e) {
        // Old checkpoints go on a thread of its own.
        PathUtils.deleteDirectory(to);
        if (tries == 100) {
          throw e;
        }
      }
    }
  }

  private static String bytes(Path file) throws IOException {
    return Integer.toHexString(Arrays.hashCode(Files.readAllBytes(file)));
  }

  private RunEnd() {}
}
