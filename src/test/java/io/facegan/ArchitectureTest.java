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

/**
 * The rooms of the library and which of them may import which: downwards only. A room is a package
 * of public types, {@code io.facegan.NAME}, one of internal types, {@code
 * io.facegan.internal.NAME}, or both.
 */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?(io\\.facegan[.a-z]*)\\.[A-Z]", Pattern.MULTILINE);

  /** For each room what it may import, from top to bottom; the root package is the empty name. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry(
              "cli",
              Set.of(
                  "",
                  "watch",
                  "check",
                  "page",
                  "report",
                  "animation",
                  "export.onnx",
                  "export",
                  "train",
                  "latent",
                  "drawn",
                  "data",
                  "runtime",
                  "network",
                  "util",
                  "error")),
          Map.entry(
              "",
              Set.of(
                  "tensorboard",
                  "page",
                  "report",
                  "animation",
                  "export.onnx",
                  "export",
                  "inference",
                  "train",
                  "graph",
                  "cluster",
                  "latent",
                  "metric",
                  "drawn",
                  "data",
                  "runtime",
                  "network",
                  "util",
                  "error")),
          Map.entry("check", Set.of("data", "image", "network", "util", "error")),
          Map.entry("watch", Set.of("page", "util", "error")),
          Map.entry("tensorboard", Set.of("report", "train", "data", "util")),
          Map.entry(
              "page",
              Set.of("report", "train", "metric", "data", "runtime", "network", "util", "error")),
          Map.entry("report", Set.of("train", "metric", "data", "util", "error")),
          Map.entry(
              "train",
              Set.of("graph", "cluster", "metric", "data", "runtime", "network", "util", "error")),
          Map.entry(
              "export.onnx", Set.of("export", "inference", "graph", "network", "util", "error")),
          Map.entry("export", Set.of("inference", "graph", "runtime", "network", "util", "error")),
          Map.entry("inference", Set.of("graph", "runtime", "network", "util", "error")),
          Map.entry("graph", Set.of("cluster", "runtime", "network", "util", "error")),
          Map.entry("cluster", Set.of("runtime", "util", "error")),
          Map.entry("latent", Set.of("network", "util", "error")),
          Map.entry("metric", Set.of("data", "network", "util", "error")),
          Map.entry("drawn", Set.of("data", "image", "network", "util", "error")),
          Map.entry("data", Set.of("image", "network", "util", "error")),
          Map.entry("image", Set.of("image.webp", "error")),
          Map.entry("image.webp", Set.of()),
          Map.entry("animation", Set.of("data", "image", "network", "util", "error")),
          Map.entry("runtime", Set.of("util", "error")),
          Map.entry("network", Set.of("error")),
          Map.entry("util", Set.of("error")),
          Map.entry("error", Set.of()));

  @Test
  void rooms_areTheKnownOnes() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : sources()) {
      found.add(room(packageOf(file)));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(MAY_IMPORT.keySet());
  }

  @Test
  void readme_listsTheRoomsFromTopToBottom() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String section = readme.substring(readme.indexOf("\n## How the code is laid out"));
    MAY_IMPORT.forEach(
        (room, lower) -> {
          assertThat(section).containsOnlyOnce(line(room));
          assertThat(lower)
              .allSatisfy(
                  other ->
                      assertThat(section.indexOf(line(other)))
                          .as("%s below %s", other, room)
                          .isGreaterThan(section.indexOf(line(room))));
        });
  }

  private static String line(String room) {
    return "\n| `%s` | ".formatted(room.isEmpty() ? "io.facegan" : room);
  }

  @Test
  void imports_runDownwardsOnly() throws IOException {
    List<String> upward = new ArrayList<>();
    for (Path file : sources()) {
      String from = room(packageOf(file));
      Matcher imports = IMPORT.matcher(Files.readString(file));
      while (imports.find()) {
        String to = room(imports.group(1));
        if (!to.equals(from) && !MAY_IMPORT.get(from).contains(to)) {
          upward.add(file + ": " + imports.group());
        }
      }
    }
    assertThat(upward).isEmpty();
  }

  @Test
  void publicTypes_knowNothingInternalOfTheirOwnRoom() throws IOException {
    List<String> circles = new ArrayList<>();
    for (Path file : sources()) {
      String from = packageOf(file);
      if (!from.startsWith("io.facegan.internal")
          && Files.readString(file).contains("import io.facegan.internal." + room(from) + ".")) {
        circles.add(file.toString());
      }
    }
    assertThat(circles).isEmpty();
  }

  @Test
  void packages_areInternalOrExported() throws IOException {
    Set<String> outside = new TreeSet<>();
    for (Path file : sources()) {
      String name = packageOf(file);
      if (!name.startsWith("io.facegan.internal.") && !name.equals("io.facegan.cli")) {
        outside.add(name);
      }
    }
    assertThat(PublicApi.exportedPackages()).containsExactlyElementsOf(outside);
  }

  @Test
  void tensorFlow_isNamedInSixRoomsOnly() throws IOException {
    for (Path file : sources()) {
      if (!Set.of("runtime", "cluster", "graph", "inference", "export", "tensorboard")
          .contains(room(packageOf(file)))) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContain("import org.tensorflow");
      }
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .toList();
    }
  }

  private static String packageOf(Path file) {
    return SOURCES.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.');
  }

  private static String room(String packageName) {
    return packageName.replaceFirst("^io\\.facegan(\\.internal)?\\.?", "");
  }
}
