package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageSource;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import io.facegan.network.ImageShape;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceGanTest {
  @TempDir private Path folder;

  @Test
  void training_fillsTheRunFolder() throws IOException {
    Path run = folder.resolve("run");
    try (FaceGan gan = TinyGan.builder(run).build()) {
      assertThat(gan.runFolder()).isEqualTo(run);
      assertThat(run).doesNotExist();
      TrainingResult result = gan.train();
      assertThat(result.last().step()).isEqualTo(2);
      assertThat(result.stoppedEarly()).isFalse();
      assertThat(result.runFolder()).isEqualTo(run);
    }
    assertThat(names(run))
        .contains(
            "checkpoints",
            "losses.png",
            "metrics.jsonl",
            "options.json",
            "reals.png",
            "report.html",
            "samples-000000.png",
            "samples-000002.png")
        .doesNotContain("skipped.txt");
    assertThat(names(run.resolve("checkpoints"))).containsExactly("step-000002");
    assertThat(ImageIO.read(run.resolve("samples-000002.png").toFile())).isNotNull();
    assertThat(run.resolve("report.html"))
        .content()
        .contains("Step 2 of 2 (100 %)", "precision float32, on ", "grid of faces, step 2");
  }

  @Test
  void describe_showsBothNetworksAndTheImages() {
    try (FaceGan gan = TinyGan.builder(folder).batchSize(3).build()) {
      assertThat(gan.describe())
          .contains("tiny: images of 8x8x3 from latents of 6\n", "Batch size 3\n")
          .contains("transposed_convolution_1", "(2 - 1) * 2 + 4 - 2 * 1 ")
          .endsWith("Images: 5 drawn faces of 8x8 (seed 1)" + System.lineSeparator());
    }
  }

  @Test
  void trainingTwice_isRefused() {
    try (FaceGan gan = TinyGan.builder(folder.resolve("run")).build()) {
      gan.train();
      assertThatThrownBy(gan::train)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("trained already", "build another");
    }
  }

  @Test
  void exportBeforeTraining_isRefused() {
    try (FaceGan gan = TinyGan.builder(folder.resolve("run")).build()) {
      assertThatThrownBy(() -> gan.export(folder.resolve("model")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("nothing to export", "train()");
    }
  }

  @Test
  void exportToWhatIsThere_isRefused() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full"));
    Path file = Files.writeString(full.resolve("note"), "mine");
    try (FaceGan gan = TinyGan.builder(folder.resolve("run")).build()) {
      gan.train();
      assertThatThrownBy(() -> gan.export(full))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(full.toString(), "not empty", "another folder");
      assertThatThrownBy(() -> gan.export(file))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(file.toString(), "is a file", "another folder");
    }
    assertThat(file).hasContent("mine");
  }

  @Test
  void exportOfARun_isThatOfItsGan() throws IOException {
    Path run = folder.resolve("run");
    Path own = Files.createDirectory(folder.resolve("own"));
    Path later = folder.resolve("deep/later");
    try (FaceGan gan = TinyGan.builder(run).build()) {
      gan.train();
      gan.export(own);
    }
    Export.of(run).savedModel(later);
    assertThat(names(later)).contains("saved_model.pb", "variables", "assets.extra");
    try (FaceGenerator first = FaceGenerator.load(own);
        FaceGenerator second = FaceGenerator.load(later)) {
      assertThat(TinyGan.levels(second.generate(7))).isEqualTo(TinyGan.levels(first.generate(7)));
    }
    assertThat(names(folder)).containsExactlyInAnyOrder("run", "own", "deep");
    assertThat(names(folder.resolve("deep"))).containsExactly("later");
  }

  @Test
  void exportOfNoRun_isRefused() {
    assertThatThrownBy(() -> Export.of(folder).savedModel(folder.resolve("model")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(folder.toString(), "no options.json", "--run");
  }

  @ParameterizedTest
  @CsvSource({"1, 8, 8, 3", "2, 8, 8, 3", "1, 12, 8, 1", "3, 8, 16, 1", "2, 16, 12, 3"})
  void exportedModel_drawsTheLastSampleGrid(int batchSize, int height, int width, int channels) {
    ImageShape shape = new ImageShape(height, width, channels);
    TinyGan.LastSamples last = new TinyGan.LastSamples();
    Path model = folder.resolve("model");
    try (FaceGan gan =
        TinyGan.builder(folder.resolve("run"), shape).batchSize(batchSize).listener(last).build()) {
      gan.train();
      gan.export(model);
    }
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      assertThat(faces.imageShape()).isEqualTo(shape);
      assertThat(last.samples.count()).isEqualTo(36);
      List<BufferedImage> drawn = faces.generate(0L, 36);
      for (int i = 0; i < 36; i++) {
        int[] levels = TinyGan.levels(drawn.get(i));
        assertThat(levels).hasSize(shape.size());
        for (int j = 0; j < levels.length; j++) {
          int sampled = Byte.toUnsignedInt(last.samples.pixels()[i * shape.size() + j]);
          // Two graphs may round a value on the border of two levels differently.
          assertThat(levels[j]).as("image %d, value %d", i, j).isCloseTo(sampled, within(1));
        }
      }
    }
  }

  @Test
  void stopDuringTraining_endsIt() {
    FaceGan[] running = new FaceGan[1];
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void stepped(StepResult step) {
            if (step.step() == 3) {
              running[0].stop();
            }
          }
        };
    try (FaceGan gan =
        TinyGan.builder(folder.resolve("run")).steps(1_000_000).listener(stopper).build()) {
      running[0] = gan;
      TrainingResult result = gan.train();
      assertThat(result.stoppedEarly()).isTrue();
      assertThat(result.last().step()).isEqualTo(3);
    }
  }

  @Test
  void stopBeforeTraining_endsItAtOnce() {
    try (FaceGan gan = TinyGan.builder(folder.resolve("run")).build()) {
      gan.stop();
      assertThat(gan.train().last()).isNull();
    }
  }

  @Test
  void runFolderTakenSinceTheBuild_isRefused() throws IOException {
    Path run = folder.resolve("run");
    try (FaceGan gan = TinyGan.builder(run).build()) {
      Files.createDirectory(run);
      Files.writeString(run.resolve("note"), "mine");
      assertThatThrownBy(gan::train)
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(run.toString(), "not empty", "another folder");
    }
  }

  @Test
  void imagesThatCannotBeRead_areListed() throws IOException {
    Path run = folder.resolve("run");
    try (FaceGan gan = TinyGan.builder(run).images(new Flawed(2)).build()) {
      gan.train();
    }
    assertThat(Files.readAllLines(run.resolve("skipped.txt")))
        .containsExactly("face-00002\tis smudged");
  }

  @Test
  void close_closesTheImages() {
    Flawed images = new Flawed(2);
    FaceGan gan = TinyGan.builder(folder.resolve("run")).images(images).build();
    gan.close();
    assertThat(images.closed).isTrue();
    assertThatCode(gan::close).doesNotThrowAnyException();
  }

  /** Drawn faces of which one cannot be read. */
  private static final class Flawed implements ImageSource {
    private final DrawnFaces faces = new DrawnFaces(1, 5, 8);
    private final int flawed;
    private boolean closed;

    Flawed(int flawed) {
      this.flawed = flawed;
    }

    @Override
    public String describe() {
      return "flawed faces";
    }

    @Override
    public int size() {
      return faces.size();
    }

    @Override
    public String name(int index) {
      return faces.name(index);
    }

    @Override
    public SourceImage read(int index) throws IOException {
      if (index == flawed) {
        throw new IOException("is smudged");
      }
      return faces.read(index);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
