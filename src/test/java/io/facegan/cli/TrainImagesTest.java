package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegan.FaceGenerator;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What train does with images before and while it learns from them. */
class TrainImagesTest {
  @TempDir Path temp;
  private Path images;

  @BeforeEach
  void images() throws IOException {
    images = Cli.images(temp.resolve("images"), 4);
  }

  @Test
  void greyAndNotSquare_fromImagesToFaces() throws IOException {
    Path run = temp.resolve("run");
    Path model = temp.resolve("model");
    Cli trained =
        Cli.run(
            "train",
            "--networks",
            "small",
            "--size",
            "32x16",
            "--grey",
            "--images",
            images,
            "--batch",
            2,
            "--steps",
            2,
            "--no-progress",
            "--verbose",
            "--run",
            run,
            "--export",
            model);
    assertThat(trained.err()).isEmpty();
    assertThat(trained.out()).contains("images of 32x16x1");
    BufferedImage reals = ImageIO.read(run.resolve("reals.png").toFile());
    assertThat(reals.getRaster().getNumBands()).isEqualTo(1);
    assertThat(reals.getHeight()).isEqualTo(2 * 32 + 2);
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      BufferedImage face = faces.generate(1L);
      assertThat(List.of(face.getWidth(), face.getHeight())).containsExactly(16, 32);
      assertThat(face.getRaster().getNumBands()).isEqualTo(1);
    }
  }

  @Test
  void previewAugment_showsTheImagesAndTrainsNothing() throws IOException {
    Path run = temp.resolve("run");
    Path sheet = temp.resolve("sheet.png");
    Cli shown =
        Cli.train("--images", images, "--augment", 1, "--preview-augment", sheet, "--run", run);
    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(run).doesNotExist();
    BufferedImage grid = ImageIO.read(sheet.toFile());
    // Four images of 16x16 with gaps of 2 pixels.
    assertThat(List.of(grid.getWidth(), grid.getHeight())).containsExactly(34, 34);

    Cli refused = Cli.train("--images", images, "--preview-augment", sheet, "--run", run);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("no augmentation", "--augment 0.3").hasLineCount(1);
  }

  @Test
  void augment_auto_isKeptAndAWordIsRefused() throws IOException {
    Path run = temp.resolve("run");
    Cli trained = Cli.trainSmallest("--images", images, "--augment", "auto", "--run", run);
    assertThat(trained.code()).as(trained.err()).isZero();
    JsonNode kept = JsonMapper.builder().build().readTree(run.resolve("options.json").toFile());
    assertThat(kept.at("/recipe/augmentation/target").asDouble()).isEqualTo(0.6);
    Cli refused = Cli.train("--images", images, "--augment", "much", "--run", run);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("\"much\"", "0.3", "auto");
  }

  @Test
  void strict_stopsAtTheFirstBadImage() throws IOException {
    Files.writeString(images.resolve("3a.jpg"), "no image");
    Path run = temp.resolve("run");
    Cli refused = Cli.train("--images", images, "--strict", "--run", run);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith("facegan: 3a.jpg in folder %s cannot be used".formatted(images))
        .contains("known format", "6E 6F 20 69 6D 61 67 65", "strict")
        .hasLineCount(1);
    assertThat(run).doesNotExist();

    assertThat(Cli.trainSmallest("--images", images, "--run", run).code()).isZero();
    assertThat(run.resolve("skipped.txt"))
        .content()
        .startsWith("3a.jpg\tit is not an image of a known format");
  }

  @Test
  void options_areKeptInTheRun() throws IOException {
    Path run = temp.resolve("run");
    Cli trained =
        Cli.trainSmallest(
            "--images",
            images,
            "--run",
            run,
            "--mirror",
            "--framing",
            "box:2,2,12x12",
            "--background",
            "#00ff7f");
    assertThat(trained.err()).isEmpty();
    assertThat(run.resolve("options.json"))
        .content()
        .contains("\"framing\" : \"box:2,2,12x12\"")
        .contains("\"background\" : \"#00ff7f\"")
        .contains("\"mirror\" : true");
  }

  @Test
  void mirror_changesWhatIsLearnt() throws IOException {
    Path plain = temp.resolve("plain");
    Path mirrored = temp.resolve("mirrored");
    Cli.trainSmallest("--images", images, "--run", plain);
    Cli.trainSmallest("--images", images, "--run", mirrored, "--mirror");
    assertThat(Files.readAllBytes(mirrored.resolve("samples-000002.png")))
        .isNotEqualTo(Files.readAllBytes(plain.resolve("samples-000002.png")));
    assertThat(mirrored.resolve("reals.png")).hasSameBinaryContentAs(plain.resolve("reals.png"));
  }

  @Test
  void cache_isMadeUsedAndLeftOut() throws IOException {
    Path cache = temp.resolve("cache");
    Cli.trainSmallest("--images", images, "--run", temp.resolve("a"), "--no-cache");
    assertThat(cache).doesNotExist();
    Cli.trainSmallest("--images", images, "--run", temp.resolve("b"), "--cache", cache);
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).hasSize(1);
    }
    Cli.trainSmallest("--images", images, "--run", temp.resolve("c"), "--cache", cache);
    assertThat(temp.resolve("c/samples-000002.png"))
        .as("an image is the same from the cache")
        .hasSameBinaryContentAs(temp.resolve("a/samples-000002.png"));
  }

  @Test
  void usage_ofTheOptions() {
    assertUsage("--cache d and --no-cache contradict each other", "--cache", "d", "--no-cache");
    assertUsage("framing is 'round'", "--framing", "round");
    assertUsage(
        "colour is 'red': give six hexadecimal digits as in #ffffff", "--background", "red");
  }

  private static void assertUsage(String message, Object... options) {
    Cli refused = Cli.train(options);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(message);
  }
}
