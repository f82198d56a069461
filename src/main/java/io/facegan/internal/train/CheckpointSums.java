package io.facegan.internal.train;

import io.facegan.internal.util.Durable;
import io.facegan.internal.util.FileSums;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file {@code SHA256SUMS} of a checkpoint: a checksum of each of its other files, a line each,
 * as {@code sha256sum --check} reads them.
 */
final class CheckpointSums {
  static final String FILE = "SHA256SUMS";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([\\w.-]+)");

  /** What every checkpoint has, so that a list of sums that was cut short is seen. */
  private static final List<Pattern> NEEDED =
      Stream.of("state\\.json", "variables\\.data-.*", "variables\\.index")
          .map(Pattern::compile)
          .toList();

  /** Writes the sums of all files in a folder. */
  static void write(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path file : files(folder)) {
      lines.append(sum(file)).append("  ").append(file.getFileName()).append('\n');
    }
    Files.writeString(folder.resolve(FILE), lines);
  }

  /** Returns what is wrong with the files of a folder, in words, or nothing if they are sound. */
  static Optional<String> problem(Path folder) {
    Path sums = folder.resolve(FILE);
    try {
      if (!Files.isRegularFile(sums)) {
        return Optional.of("it has no " + FILE);
      }
      Set<String> names = new HashSet<>();
      for (String line : Durable.read(sums).lines().toList()) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
          return Optional.of(FILE + " is damaged");
        }
        names.add(matcher.group(2));
        Optional<String> problem = problem(folder.resolve(matcher.group(2)), matcher.group(1));
        if (problem.isPresent()) {
          return problem;
        }
      }
      return lists(names) ? Optional.empty() : Optional.of(FILE + " is cut short");
    } catch (IOException e) {
      return Optional.of("it cannot be read: " + e.getMessage());
    }
  }

  private static Optional<String> problem(Path file, String sum) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.of("it has no " + file.getFileName());
    }
    return sum(file).equals(sum)
        ? Optional.empty()
        : Optional.of(file.getFileName() + " is damaged");
  }

  private static boolean lists(Set<String> names) {
    return NEEDED.stream().allMatch(needed -> names.stream().anyMatch(needed.asMatchPredicate()));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> !file.endsWith(FILE)).sorted().toList();
    }
  }

  private static String sum(Path file) throws IOException {
    MessageDigest digest = FileSums.sha256();
    try (InputStream in = new DigestInputStream(Durable.open(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private CheckpointSums() {}
}
