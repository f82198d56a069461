package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.RandomGan;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.network.Normalization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebWriterTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  @TempDir private Path folder;

  @Test
  void page_usesEveryFileOfItsFolderAndNoOther() throws IOException {
    Path page = write(folder.resolve("page"));
    List<String> references =
        REFERENCE
            .matcher(Files.readString(page.resolve("index.html")))
            .results()
            .map((MatchResult reference) -> reference.group(1))
            .filter(reference -> !reference.equals("data:,"))
            .toList();
    assertThat(references).containsExactlyInAnyOrderElementsOf(files(page, "page"));
    for (String file : files(page, "page")) {
      assertThat(page.resolve(file)).content().doesNotContain("http:", "https:");
    }
  }

  @Test
  void model_isThereTwice() throws IOException {
    Path page = write(folder.resolve("page"));
    assertThat(files(page, "model"))
        .containsExactly("model/group1-shard1of1.bin", "model/model.json");
    assertThat(files(page, "embedded"))
        .containsExactly("embedded/group1-shard1of1.bin.js", "embedded/model.json.js");
    byte[] shard = Files.readAllBytes(page.resolve("model/group1-shard1of1.bin"));
    assertThat(page.resolve("embedded/group1-shard1of1.bin.js"))
        .hasContent(
            "facegan.embedded(\"group1-shard1of1.bin\", \"%s\");"
                .formatted(Base64.getEncoder().encodeToString(shard)));
    assertThat(page.resolve("embedded/model.json.js"))
        .hasContent(
            "facegan.embedded(\"model.json\", %s);"
                .formatted(Files.readString(page.resolve("model/model.json"))));
  }

  @Test
  void folderThatIsNotEmpty_isRefusedAndLeftAlone() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full"));
    Path file = Files.writeString(full.resolve("note"), "mine");
    assertThatThrownBy(() -> write(full))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(full.toString(), "not empty", "another folder");
    assertThatThrownBy(() -> write(file))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(file.toString(), "is a file", "another folder");
    assertThat(file).hasContent("mine");
  }

  @Test
  void emptyFolder_isFilledAndNothingIsLeftBesideIt() throws IOException {
    Path page = Files.createDirectory(folder.resolve("page"));
    write(page);
    assertThat(page.resolve("index.html")).isRegularFile();
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside).allMatch(path -> !path.getFileName().toString().startsWith("."));
    }
    try (Stream<Path> inside = Files.list(page)) {
      assertThat(inside.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("index.html", "page", "model", "embedded");
    }
  }

  private Path write(Path page) {
    Path checkpoint = folder.resolve("checkpoint");
    RandomGan.write(TinyNetworks.rgb(), 5, checkpoint);
    WebWriter.write(
        TinyNetworks.rgb(),
        TrainedWeights.of(TinyNetworks.recipe(), checkpoint),
        Normalization.RUNNING_AVERAGES,
        Models.note(TinyNetworks.rgb(), Normalization.RUNNING_AVERAGES),
        Map.of(),
        page,
        size -> {});
    return page;
  }

  private static List<String> files(Path page, String inside) throws IOException {
    try (Stream<Path> files = Files.list(page.resolve(inside))) {
      return files.map(file -> inside + "/" + file.getFileName()).sorted().toList();
    }
  }
}
