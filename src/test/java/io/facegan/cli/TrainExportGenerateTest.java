package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGan;
import io.facegan.FaceGenerator;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainExportGenerateTest {
  @TempDir static Path temp;
  private static Path images;
  private static Path run;
  private static Path model;
  private static Cli trained;

  @BeforeAll
  static void train() throws IOException {
    images = Cli.images(temp.resolve("images"), 6);
    run = temp.resolve("run");
    model = temp.resolve("model");
    trained = Cli.train("--images", images, "--run", run, "--export", model, "--verbose");
  }

  @Test
  void train_showsTheTableThenTheNextCommand() {
    assertThat(trained.err()).isEmpty();
    assertThat(trained.code()).isZero();
    assertThat(trained.out())
        .startsWith(
            Recipe.small(ImageShape.rgb(16, 16)).toBuilder().batchSize(2).build().describe()
                + "Images: folder %s\n".formatted(images))
        .endsWith(
            """
            trained 2 of 2 steps, saved in %s
            exported to %s
            next: facegan generate %s --out faces.png
            """
                .formatted(run, model, model));
    assertThat(run.resolve("samples-000002.png")).isRegularFile();
    assertThat(model.resolve("variables/variables.index")).isRegularFile();
  }

  @Test
  void train_hasTheBuildersDefaults() throws IOException {
    Path byBuilder = temp.resolve("by-builder");
    try (FaceGan gan =
        FaceGan.builder()
            .images(images)
            .recipe(Recipe.small(ImageShape.rgb(16, 16)))
            .batchSize(6)
            .runFolder(byBuilder)
            .progress(false)
            .build()) {
      gan.train();
    }
    Path byCli = temp.resolve("by-cli");

    Cli defaults =
        Cli.run(
            "train",
            "--images",
            images,
            "--networks",
            "small",
            "--size",
            16,
            "--batch",
            6,
            "--run",
            byCli,
            "--no-progress");

    assertThat(defaults.code()).isZero();
    assertThat(byCli.resolve("options.json"))
        .hasSameTextualContentAs(byBuilder.resolve("options.json"));
    assertThat(defaults.out())
        .endsWith(
            "trained 1 of 1 steps, saved in %s\nnext: facegan export %s --to %s\n"
                .formatted(byCli, byCli, Path.of("savedmodels", "by-cli")));
  }

  @Test
  void train_passesEveryOptionOn() {
    Path other = temp.resolve("other");

    Cli options =
        Cli.run(
            "train",
            "--images",
            images,
            "--networks",
            "small",
            "--size",
            "16x32",
            "--batch",
            3,
            "--epochs",
            1,
            "--seed",
            -7,
            "--precision",
            "float32",
            "--sample-every",
            5,
            "--checkpoint-every",
            6,
            "--activation",
            "gelu",
            "--run",
            other,
            "--no-progress");

    assertThat(options.err()).isEmpty();
    assertThat(other.resolve("options.json"))
        .content()
        .contains("\"batchSize\" : 3", "\"steps\" : 2", "\"seed\" : -7")
        .contains("\"precision\" : \"FLOAT32\"", "\"sampleEvery\" : 5", "\"checkpointEvery\" : 6")
        .contains("\"kind\" : \"GELU\"")
        .doesNotContain("RELU");
  }

  @Test
  void export_writesAModelAndTheNextCommand() {
    Path to = temp.resolve("exported later");

    Cli exported = Cli.run("export", run, "--to", to);

    assertThat(exported.err()).isEmpty();
    assertThat(exported.code()).isZero();
    assertThat(exported.out())
        .isEqualTo(
            "exported to %s\nnext: facegan generate %s --out faces.png\n"
                .formatted(to, Text.quoted(to.toString())));
    assertThat(to.resolve("saved_model.pb")).isRegularFile();
  }

  @Test
  void export_writesAnOnnxModel() {
    Path onnx = temp.resolve("faces.onnx");

    Cli exported = Cli.run("export", run, "--onnx", onnx, "--best");

    assertThat(exported).isEqualTo(new Cli(0, "exported to %s\n".formatted(onnx), ""));
    assertThat(onnx).isNotEmptyFile();
  }

  @Test
  void export_writesBothModelsInOnePlace() {
    Path to = temp.resolve("both");
    Path onnx = to.resolve("faces.onnx");

    Cli exported = Cli.run("export", run, "--to", to, "--onnx", onnx);

    assertThat(exported)
        .isEqualTo(
            new Cli(
                0,
                "exported to %s\nexported to %s\nnext: facegan generate %s --out faces.png\n"
                    .formatted(onnx, to, to),
                ""));
    assertThat(to.resolve("saved_model.pb")).isRegularFile();
    assertThat(onnx).isNotEmptyFile();
  }

  @Test
  void export_writesNoModelIfItCannotWriteBoth() {
    Path to = temp.resolve("neither");

    assertThat(Cli.run("export", run, "--to", to, "--onnx", images).err())
        .isEqualTo("facegan: ONNX file %s is a folder: name a file\n".formatted(images));
    assertThat(Cli.run("export", run, "--to", to.resolve("deeper"), "--onnx", to).err())
        .isEqualTo(
            "facegan: --onnx %s and --to %s overlap: choose separate places\n"
                .formatted(to, to.resolve("deeper")));
    assertThat(to).doesNotExist();
  }

  @Test
  void export_writesAWebPageToo() {
    Path to = temp.resolve("model and");
    Path web = temp.resolve("page");

    Cli exported = Cli.run("export", run, "--best", "--to", to, "--web", web);

    assertThat(exported.err()).isEmpty();
    assertThat(exported.code()).isZero();
    assertThat(exported.out())
        .isEqualTo(
            """
            exported to %s
            next: facegan generate %s --out faces.png
            exported to %s
            next: open %s in a browser
            """
                .formatted(to, Text.quoted(to.toString()), web, web.resolve("index.html")));
    assertThat(to.resolve("saved_model.pb")).isRegularFile();
    assertThat(web.resolve("model/model.json")).isRegularFile();
  }

  @Test
  void export_refusesAFolderThatIsNoRunOrNotEmpty() {
    assertThat(Cli.run("export", model, "--to", temp.resolve("never")).err())
        .isEqualTo(
            "facegan: for a SavedModel name the run that %s was exported from: a SavedModel holds one"
                    .formatted(model)
                + " set of weights\n");
    assertThat(Cli.run("export", temp.resolve("none"), "--to", temp.resolve("never")).err())
        .contains("is not a run folder", "options.json", "--run");
    assertThat(Cli.run("export", run, "--to", model))
        .isEqualTo(
            new Cli(
                1,
                "",
                "facegan: export folder %s is not empty: choose another folder, or delete it\n"
                    .formatted(model)));
  }

  @Test
  void generate_writesAGridAndEachFace() throws IOException {
    Path grid = temp.resolve("new/grid.png");
    Path each = temp.resolve("each");

    Cli drawn =
        Cli.run("generate", model, "--count", 3, "--seed", -1, "--out", grid, "--each", each);

    assertThat(drawn)
        .isEqualTo(
            new Cli(
                0,
                "wrote %s: 3 faces of the seeds -1 to 1\nwrote %s to face-1.png\n"
                    .formatted(grid, each.resolve("face--1.png")),
                ""));
    BufferedImage image = ImageIO.read(grid.toFile());
    assertThat(image.getWidth()).isEqualTo(16 + 2 + 16);
    assertThat(image.getHeight()).isEqualTo(16 + 2 + 16);
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      assertSame(image.getSubimage(0, 0, 16, 16), faces.generate(-1));
      assertSame(image.getSubimage(18, 0, 16, 16), faces.generate(0));
      assertSame(image.getSubimage(0, 18, 16, 16), faces.generate(1));
      assertSame(ImageIO.read(each.resolve("face-1.png").toFile()), faces.generate(1));
    }
  }

  @Test
  void generate_onADevice_saysWhich() {
    Path file = temp.resolve("faces.png");

    Cli somewhere = Cli.run("generate", model, "--device", "auto", "--out", file);
    assertThat(somewhere.code()).isZero();
    assertThat(somewhere.err()).matches("computing on (the CPU, no GPU: .+: .+|.+gpu:0.+)\\R");

    Cli refused = Cli.run("generate", model, "--device", "gpu:999", "--out", file);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .matches("facegan: the device gpu:999 cannot be used: .+: .+\\R")
        .doesNotContain("fault");
  }

  @Test
  void generate_each_writesFilesAlone_inAnyNumber() throws IOException {
    Path each = temp.resolve("many");
    File grid = new File("faces.png");
    long written = grid.lastModified();

    Cli drawn = Cli.run("generate", model, "--count", 300, "--seed", 5, "--each", each);

    assertThat(drawn.out())
        .isEqualTo("wrote %s to face-304.png\n".formatted(each.resolve("face-5.png")));
    assertThat(drawn.code()).isZero();
    assertThat(each.toFile().list()).hasSize(300);
    assertThat(grid.lastModified()).as("no grid that nobody asked for").isEqualTo(written);
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      for (int seed : new int[] {5, 260, 261, 304}) {
        Path file = each.resolve("face-%d.png".formatted(seed));
        assertSame(ImageIO.read(file.toFile()), faces.generate(seed));
      }
    }
  }

  @Test
  void generate_refusesCountsThatCannotBeDrawn() {
    Path out = temp.resolve("never.png");

    assertThat(Cli.run("generate", model, "--count", 0, "--out", out))
        .isEqualTo(new Cli(1, "", "facegan: count is 0: it must be at least 1\n"));
    assertThat(Cli.run("generate", model, "--count", 9_999_999, "--out", out).err())
        .isEqualTo(
            "facegan: %s cannot hold 9,999,999 faces of 16x16x3: leave out --out and give --each"
                    .formatted(out)
                + " DIR for any number of single images, or choose a smaller --count\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void generate_refusesFilesThatCannotBeWritten() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("folder.png"));
    Path file = Files.writeString(temp.resolve("file"), "");
    Path below = file.resolve("a.png");

    assertThat(Cli.run("generate", model, "--out", folder))
        .isEqualTo(new Cli(1, "", "facegan: PNG file " + folder + " is a folder: name a file\n"));
    assertThat(Cli.run("generate", model, "--out", below).err())
        .isEqualTo(
            "facegan: PNG file %s cannot be made, because %s is no folder that can be written:"
                .concat(" choose another\n")
                .formatted(below, file));
  }

  private static void assertSame(BufferedImage actual, BufferedImage expected) {
    int[] none = null;
    assertThat(actual.getRGB(0, 0, 16, 16, none, 0, 16))
        .isEqualTo(expected.getRGB(0, 0, 16, 16, none, 0, 16));
  }
}
