package io.facegan.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The site of this repository: every link, anchor and picture, and what the search looks through.
 */
class SiteTest {
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("id=\"([^\"]*)\"");
  private static final Pattern PICTURE = Pattern.compile("<img [^>]*>");

  @TempDir private static Path site;
  private static final Map<String, String> PAGES = new TreeMap<>();

  @BeforeAll
  static void write() throws IOException {
    Site.write(Path.of("").toAbsolutePath(), site, false);
    try (Stream<Path> files = Files.list(site)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".html")) {
          PAGES.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
  }

  @Test
  void everyDocument_isAPage() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      assertThat(docs.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".md")))
          .allSatisfy(name -> assertThat(PAGES).containsKey(name.replace(".md", ".html")));
    }
    assertThat(PAGES)
        .containsKeys("index.html", "tutorial.html", "options.html", "changelog.html")
        .allSatisfy((name, page) -> assertThat(page).as(name).doesNotContain("{{"));
  }

  @Test
  void everyLink_leadsSomewhere() {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Map.Entry<String, String> page : PAGES.entrySet()) {
      for (String link : all(LINK, page.getValue())) {
        if (!link.matches("(?:https?|mailto|data):.*")) {
          links++;
          String[] place = link.split("#", 2);
          String file = place[0].isEmpty() ? page.getKey() : place[0];
          boolean there =
              place.length == 1
                  ? Files.exists(site.resolve(file))
                  : all(ID, PAGES.getOrDefault(file, "")).contains(place[1]);
          if (!there) {
            broken.add(page.getKey() + ": " + link);
          }
        }
      }
    }
    assertThat(links).isGreaterThan(500);
    assertThat(broken).isEmpty();
  }

  @Test
  void anchors_areUniqueInAPage() {
    assertThat(PAGES)
        .allSatisfy((name, page) -> assertThat(all(ID, page)).as(name).doesNotHaveDuplicates());
  }

  @Test
  void pictures_haveWordsForThoseWhoDoNotSeeThem() {
    assertThat(String.join("", PAGES.values())).containsPattern(PICTURE);
    assertThat(PAGES)
        .allSatisfy(
            (name, page) ->
                assertThat(PICTURE.matcher(page).results().map(MatchResult::group))
                    .as(name)
                    .allMatch(image -> image.matches(".* alt=\"[^\"]{10,}\".*")));
  }

  @Test
  void pages_loadNothingFromElsewhere() throws IOException {
    assertThat(PAGES)
        .allSatisfy(
            (name, page) ->
                assertThat(page).as(name).doesNotContainPattern("(?:src=\"|rel=[^>]*href=\")http"));
    assertThat(Files.readString(site.resolve("site.css"))).doesNotContain("http", "@import");
    assertThat(Files.readString(site.resolve("site.js"))).doesNotContain("http", "fetch(");
  }

  @Test
  void search_knowsEverySection() throws IOException {
    String script = Files.readString(site.resolve("search.js"));
    assertThat(script).startsWith("const parts = [").endsWith("];\n").doesNotContain("</");
    JsonNode parts =
        JsonMapper.builder()
            .build()
            .readTree(script.substring("const parts = ".length(), script.length() - 2));
    assertThat(parts.findValuesAsText("url"))
        .contains("tutorial.html#gelu", "options.html#train", "runs.html#guards");
    assertThat(parts)
        .filteredOn(part -> part.get("url").asText().equals("tutorial.html#gelu"))
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.get("heading").asText()).isEqualTo("GELU");
              assertThat(part.get("text").asText()).contains("standard normal distribution");
            });
  }

  @Test
  void optionsPage_hasDefaultsOfTheProgram() {
    assertThat(PAGES.get("options.html"))
        .contains("<code>--seed N</code></td>", "<td>42</td>", "<td>auto</td>")
        .contains("<code>--deterministic, --no-deterministic</code>")
        .containsPattern("collapse: [^<]+ \\(default: warn\\)")
        .doesNotContain("${", "%n");
    assertThat(PAGES.get("options.html").split("\\(default: ", -1))
        .as("three guards, for train and for resume")
        .hasSize(7);
  }

  @Test
  void linkToNothing_isRefused() throws IOException {
    Contents contents = Contents.of(Path.of(""));
    assertThatIllegalStateException()
        .isThrownBy(() -> new Page(contents, Path.of("docs/x.md"), "# X\n\n[y](gone.md)\n"))
        .withMessageContainingAll("docs/x.md", "gone.md");
    assertThat(new Page(contents, Path.of("docs/x.md"), "# X\n\n[y](../pom.xml) <b>\n").html())
        .contains(Page.REPOSITORY + "pom.xml");
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }
}
