package io.facegan.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often what was broken off, and what lay there afterwards. */
final class Tally {
  private final Map<Moment, Integer> kills = new EnumMap<>(Moment.class);
  private final Map<String, Integer> leftovers = new TreeMap<>();
  private int terminated;

  int kills() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Counts a kill and what it broke off.
   *
   * @param born when the process started
   */
  void killed(Moment moment, Path run, Instant born) throws IOException {
    kills.merge(moment, 1, Integer::sum);
    if (Files.notExists(run)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(run, 2)) {
      for (Path path : entries.toList()) {
        String name = path.getFileName().toString();
        if (Files.getLastModifiedTime(path).toInstant().isBefore(born)) {
          continue;
        }
        if (name.contains(".unfinished-")) {
          leftovers.merge(name.replaceAll("-\\d+", "-N"), 1, Integer::sum);
        }
      }
    }
  }

  void terminated() {
    terminated++;
  }

  @Override
  public String toString() {
    return "%d kills (%s), %d stops; left behind: %s"
        .formatted(
            kills(),
            kills.entrySet().stream()
                .map(one -> one.getKey().name().toLowerCase(Locale.ROOT) + " " + one.getValue())
                .collect(Collectors.joining(", ")),
            terminated,
            leftovers.isEmpty() ? "nothing" : leftovers);
  }
}
