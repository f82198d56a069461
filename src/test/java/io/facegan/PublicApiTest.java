package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Guards what users build upon. {@code public-api.txt} has every public type with its members; a
 * change that is meant is accepted with {@code -Dfacegan.api.update=true}, which writes it anew.
 */
class PublicApiTest {
  private static final Path GOLDEN = Path.of("src/test/resources/api/public-api.txt");
  private static final int MOST_TYPES = 70;
  private static final Pattern OURS = Pattern.compile("io\\.facegan\\.[\\w.$]*\\w");

  @Test
  void typesAndMembers_areThoseOfTheGoldenFile() throws Exception {
    String now = PublicApi.ofTheModule().text();
    if (Boolean.getBoolean("facegan.api.update")) {
      Files.writeString(GOLDEN, now);
      return;
    }
    String known = Files.readString(GOLDEN);
    if (!now.equals(known)) {
      fail(
          """
          The public types are not those of %s:
          %s
          If that is meant, say so in CHANGELOG.md and accept it with
            mvn test -Dtest=PublicApiTest -Dfacegan.api.update=true
          """
              .formatted(GOLDEN, difference(known, now)));
    }
  }

  @Test
  void signatures_nameNoTypeThatUsersCannotSee() throws Exception {
    PublicApi api = PublicApi.ofTheModule();
    Set<String> seen = api.types().stream().map(Class::getName).collect(Collectors.toSet());
    Set<String> named =
        new TreeSet<>(OURS.matcher(api.text()).results().map(m -> m.group()).toList());
    named.removeAll(seen);
    assertThat(named).isEmpty();
  }

  @Test
  void topLevelTypes_areFew() throws Exception {
    assertThat(PublicApi.ofTheModule().types().stream().filter(type -> !type.isMemberClass()))
        .hasSizeBetween(40, MOST_TYPES);
  }

  /** Lists the lines that one of two texts has and the other has not, each with its type. */
  private static String difference(String before, String after) {
    Set<String> old = lines(before);
    Set<String> now = lines(after);
    return now.stream()
            .filter(line -> !old.contains(line))
            .map(line -> "+ " + line + "\n")
            .collect(Collectors.joining())
        + old.stream()
            .filter(line -> !now.contains(line))
            .map(line -> "- " + line + "\n")
            .collect(Collectors.joining());
  }

  private static Set<String> lines(String text) {
    return Arrays.stream(text.split("\n\n"))
        .flatMap(
            type -> {
              String[] lines = type.split("\n");
              String name =
                  OURS.matcher(lines[0]).results().findFirst().map(m -> m.group()).orElse("");
              return Arrays.stream(lines).map(line -> line.startsWith("  ") ? name + line : line);
            })
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
