package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.error.FaceGanException;
import io.facegan.internal.inference.PooledFeatures;
import io.facegan.latent.Projection;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for the latents of photos, with the model that comes with the library. */
class ProjectTest {
  private static final ProjectionOptions SHORT = ProjectionOptions.DEFAULT.withSteps(20);

  @TempDir private static Path folder;
  private static FaceGenerator faces;

  @BeforeAll
  static void load() {
    faces = FaceGenerator.load(Path.of("savedmodels", "portrait-64"));
  }

  @AfterAll
  static void close() {
    faces.close();
  }

  @Test
  void faceOfTheModel_isFoundAgain() {
    BufferedImage face = faces.generate(5000);
    Projection found = faces.project(face);
    assertThat(found.distance()).isLessThan(12).isLessThan(0.5 * found.nearestRandom());
    assertThat(found.nearestRandom()).isLessThan(found.middleRandom());
    assertThat(found.like()).isTrue();
    assertThat(found.latent()).hasSize(faces.latentSize());
    int[] drawn = TinyGan.levels(faces.generate(found.latent()));
    assertThat(TinyGan.levels(found.image())).isEqualTo(drawn);
    assertThat(TinyGan.levels(found.photo())).isEqualTo(TinyGan.levels(face));
    assertThat(TinyGan.levels(found.way().get(found.way().size() - 1))).isEqualTo(drawn);
    assertThat(found.way()).hasSize(7);
  }

  @Test
  void noise_hasAnImageThatIsNotLikeIt() {
    BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 64 * 64; i++) {
      noise.setRGB(i % 64, i / 64, random.nextInt());
    }
    assertThat(faces.project(noise).like()).isFalse();
  }

  @Test
  void photos_giveTheSameLatentsEachTime_andAlone() throws IOException {
    List<Path> files = List.of(photo("a", 5001), photo("b", 5002));
    List<Double> told = new ArrayList<>();
    try (ImageSource both = ImageSources.ofFiles(files);
        ImageSource one = ImageSources.ofFiles(files.subList(1, 2))) {
      List<Projection> first = faces.project(both, SHORT.withProgress(told::add));
      List<Projection> second = faces.project(both, SHORT);
      assertThat(first)
          .extracting(Projection::name)
          .containsExactly(files.get(0).toString(), files.get(1).toString());
      for (int i = 0; i < 2; i++) {
        assertThat(second.get(i).latent()).isEqualTo(first.get(i).latent());
      }
      assertThat(told).isSorted().endsWith(1.0);
      Projection alone = faces.project(one, SHORT).get(0);
      assertThat(alone.distance()).isCloseTo(first.get(1).distance(), within(0.5));
      assertThat(faces.project(one, SHORT.withSeed(1)).get(0).latent())
          .isNotEqualTo(alone.latent());
    }
  }

  @Test
  void photoThatCannotBeRead_isNamed() throws IOException {
    Path broken = folder.resolve("broken.png");
    Files.write(broken, new byte[] {1, 2, 3});
    try (ImageSource one = ImageSources.ofFiles(List.of(photo("c", 1), broken));
        ImageSource none = ImageSources.ofFiles(List.of())) {
      assertThatThrownBy(() -> faces.project(one, SHORT))
          .isInstanceOf(FaceGanException.class)
          .hasMessageStartingWith("the photo " + broken + " cannot be used: ")
          .hasMessageEndingWith("leave it out, or save it anew");
      assertThatThrownBy(() -> faces.project(none, SHORT))
          .isInstanceOf(FaceGanException.class)
          .hasMessageEndingWith("give at least one");
    }
  }

  @Test
  void modelOfFeatures_looksToo_orIsRefusedWithoutGradients() throws IOException {
    Path smooth = folder.resolve("smooth");
    PooledFeatures.writeSmooth(smooth);
    Path rough = folder.resolve("rough");
    PooledFeatures.write(rough, 64, 64);
    try (ImageSource one = ImageSources.ofFiles(List.of(photo("d", 5003)))) {
      Projection without = faces.project(one, SHORT).get(0);
      Projection with = faces.project(one, SHORT.withFeatures(smooth)).get(0);
      assertThat(with.latent()).isNotEqualTo(without.latent());
      assertThat(with.distance()).isLessThan(with.nearestRandom());
      assertThatThrownBy(() -> faces.project(one, SHORT.withFeatures(rough)))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContaining("the model of features " + rough + " cannot guide a search")
          .hasMessageContaining("ResizeArea");
    }
  }

  /** By the signature that the model itself has for it. */
  @Test
  void trainableModel_looksWithItsDiscriminatorToo() {
    Path run = folder.resolve("run");
    Path trainable = folder.resolve("trainable");
    Path plain = folder.resolve("plain");
    try (FaceGan gan = TinyGan.builder(run).build()) {
      gan.train();
    }
    Export.of(run).trainable().savedModel(trainable);
    Export.of(run).savedModel(plain);
    try (FaceGenerator seeing = FaceGenerator.load(trainable);
        FaceGenerator blind = FaceGenerator.load(plain)) {
      BufferedImage face = blind.generate(5000);
      Projection found = seeing.project(face);
      // Of a model that has hardly learnt, likely latents count more than the last pixels.
      assertThat(found.distance()).isLessThan(found.middleRandom());
      assertThat(found.latent()).isNotEqualTo(blind.project(face).latent());
    }
  }

  @Test
  void stepsOutOfRange_areRefused() {
    assertThatThrownBy(() -> SHORT.withSteps(0))
        .isInstanceOf(FaceGanException.class)
        .hasMessage("steps of a search are 0: choose 1 to 10000");
  }

  private static Path photo(String name, long seed) throws IOException {
    Path file = folder.resolve(name + ".png");
    ImageIO.write(faces.generate(seed), "png", file.toFile());
    return file;
  }
}
