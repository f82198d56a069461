package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegan.FaceGenerator;
import io.facegan.latent.Direction;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectionsCommandTest {
  private static final Path SHIPPED = Path.of("savedmodels", "portrait-64");

  @TempDir private static Path folder;
  private static Path model;

  /** Which way the photos below differ, and what it is said to be. */
  private static float[] truth;

  private static Cli found;

  @BeforeAll
  static void find() throws IOException {
    model = folder.resolve("model");
    PathUtils.copyDirectory(SHIPPED, model);
    Path with = Files.createDirectory(folder.resolve("with"));
    Path without = Files.createDirectory(folder.resolve("without"));
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      Direction first = faces.directions().get(0);
      truth = first.vector();
      for (int i = 0; i < 6; i++) {
        draw(faces, first.moved(faces.latent(7000 + i), 3), with.resolve(i + ".png"));
        draw(faces, first.moved(faces.latent(7100 + i), -3), without.resolve(i + ".png"));
      }
    }
    found =
        Cli.run(
            "directions",
            model,
            "--with",
            with,
            "--without",
            without,
            "--name",
            "first",
            "--steps",
            20);
  }

  @Test
  void examples_giveTheDirectionInWhichTheyDiffer() {
    assertThat(found.code()).as(found.err()).isZero();
    assertThat(found.out())
        .matches(
            "first: from 6 photos with it and 6 without: of those held out, \\d+ % were on their"
                + " side\n");
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      List<Direction> all = faces.directions();
      assertThat(all).hasSize(13);
      Direction last = all.get(12);
      assertThat(last.name()).isEqualTo("first");
      double cosine = 0;
      for (int i = 0; i < truth.length; i++) {
        cosine += truth[i] * last.vector()[i];
      }
      assertThat(cosine).isGreaterThan(0.4);
    }
  }

  @Test
  void withoutExamples_allAreListed() {
    Cli listed = Cli.run("directions", model);
    assertThat(listed.code()).as(listed.err()).isZero();
    assertThat(listed.out().lines())
        .hasSize(13)
        .startsWith("1: number 1 of those in which faces change most")
        .last()
        .asString()
        .startsWith("first: from 6 photos with it");
  }

  @Test
  void generate_movesFacesAlongDirections() throws IOException {
    Path strip = folder.resolve("strip.png");
    Cli drawn =
        Cli.run(
            "generate",
            model,
            "--seed",
            3,
            "--count",
            2,
            "--direction",
            "first",
            "--strength",
            2,
            "--strengths",
            3,
            "--out",
            strip);
    assertThat(drawn.code()).as(drawn.err()).isZero();
    assertThat(drawn.out())
        .isEqualTo(
            "wrote %s: 2 faces of the seeds 3 to 4, moved -2.0 to 2.0 along first\n"
                .formatted(strip));
    BufferedImage image = ImageIO.read(strip.toFile());
    assertThat(image.getWidth()).isEqualTo(3 * 66 - 2);
    assertThat(image.getHeight()).isEqualTo(2 * 66 - 2);
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      Direction first = faces.directions().get(12);
      assertThat(levels(image.getSubimage(66, 66, 64, 64))).isEqualTo(levels(faces.generate(4)));
      assertThat(levels(image.getSubimage(2 * 66, 0, 64, 64)))
          .isEqualTo(levels(faces.generate(first.moved(faces.latent(3), 2))));
    }
    Path each = folder.resolve("each");
    Cli single =
        Cli.run(
            "generate", model, "--count", 1, "--direction", "12", "--strengths", 2, "--each", each);
    assertThat(single.code()).as(single.err()).isZero();
    assertThat(each.resolve("face-0-000.png")).isRegularFile();
    assertThat(each.resolve("face-0-001.png")).isRegularFile();
  }

  @Test
  void webPage_hasTheNamedDirections() throws IOException {
    Path page = folder.resolve("page");
    assertThat(Cli.run("export", model, "--web", page).code()).isZero();
    JsonNode metadata =
        JsonMapper.builder()
            .build()
            .readTree(page.resolve("model").resolve("model.json").toFile())
            .path("userDefinedMetadata");
    assertThat(metadata.path("named_directions").path("first")).hasSize(100);
    assertThat(metadata.path("latent_directions")).hasSize(12);
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      // The page's own and these come by different ways from the same kernel.
      double cosine = 0;
      float[] vector = faces.directions().get(0).vector();
      for (int i = 0; i < vector.length; i++) {
        cosine += vector[i] * metadata.path("latent_directions").get(0).get(i).asDouble();
      }
      assertThat(cosine).isGreaterThan(0.9999);
    }
  }

  @Test
  void mistakes_areNamed() throws IOException {
    Path with = folder.resolve("with");
    assertThat(Cli.run("directions", model, "--with", with).err())
        .contains("a direction is found by --with, --without and --name: give all three");
    assertThat(Cli.run("directions", model, "--with", with, "--without", with, "--name", "3").err())
        .contains("a direction's name is the number 3, as the model's own have: choose a word");
    Path few = Files.createDirectories(folder.resolve("few"));
    Files.copy(with.resolve("0.png"), few.resolve("0.png"));
    assertThat(Cli.run("directions", model, "--with", few, "--without", with, "--name", "x").err())
        .contains("1 examples with and 6 without: give at least 5 of each");
    assertThat(
            Cli.run("generate", model, "--direction", "hat", "--out", few.resolve("x.png")).err())
        .contains("the model has no direction hat: choose one of [1, 2, 3, ", "12, first]");
    assertThat(Cli.run("generate", model, "--strengths", 3).err())
        .contains("--strengths says how far along a direction: give --direction too");
    assertThat(Cli.run("generate", model, "--direction", "1", "--strengths", 1).err())
        .contains("--strengths is 1: choose 2 to 100");
    assertThat(Cli.run("generate", model, "--direction", "1", "--seeds", "1,2", "--walk").err())
        .contains("--direction moves faces of seeds, not a way: leave --walk out");
  }

  private static void draw(FaceGenerator faces, float[] latent, Path file) throws IOException {
    ImageIO.write(faces.generate(latent), "png", file.toFile());
  }

  private static int[] levels(BufferedImage image) {
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }
}
