package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages and which of them may import which: downwards only. */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/io/facegan");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?io\\.facegan\\.([a-z]*)\\.?[A-Z]", Pattern.MULTILINE);

  /** For each package what it may import; the root package is the empty name. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("network", Set.of()),
          Map.entry("picture", Set.of()),
          Map.entry("data", Set.of("network", "picture")),
          Map.entry("drawn", Set.of("data", "network", "picture")),
          Map.entry("metric", Set.of("data", "network")),
          Map.entry("device", Set.of()),
          Map.entry("graph", Set.of("device", "network")),
          Map.entry("train", Set.of("graph", "metric", "data", "network")),
          Map.entry("export", Set.of("graph", "data", "network")),
          Map.entry("onnx", Set.of("export", "graph", "data", "network")),
          Map.entry("report", Set.of("train", "metric", "data", "network", "picture")),
          Map.entry("check", Set.of("report", "data", "network", "picture")),
          Map.entry(
              "",
              Set.of(
                  "check", "report", "onnx", "export", "train", "graph", "metric", "drawn", "data",
                  "device", "network", "picture")),
          Map.entry(
              "cli",
              Set.of(
                  "", "check", "report", "onnx", "export", "train", "graph", "metric", "drawn",
                  "data", "device", "network", "picture")));

  @Test
  void packages_areTheKnownOnes() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : sources()) {
      found.add(packageOf(file));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
  }

  @Test
  void imports_runDownwardsOnly() throws IOException {
    List<String> upward = new ArrayList<>();
    for (Path file : sources()) {
      String from = packageOf(file);
      Matcher imports = IMPORT.matcher(Files.readString(file));
      while (imports.find()) {
        String to = imports.group(1);
        if (!to.equals(from) && !MAY_IMPORT.get(from).contains(to)) {
          upward.add(file + ": " + imports.group());
        }
      }
    }
    assertThat(upward).isEmpty();
  }

  @Test
  void tensorFlow_isNamedInGraphAndExportOnly() throws IOException {
    for (Path file : sources()) {
      if (!Set.of("graph", "export").contains(packageOf(file))) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContain("import org.tensorflow");
      }
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String packageOf(Path file) {
    return SOURCES.relativize(file.getParent()).toString();
  }
}
