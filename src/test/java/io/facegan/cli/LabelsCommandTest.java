package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels on the command line, from a collection to faces of one. */
class LabelsCommandTest {
  @TempDir private static Path temp;
  private static Path images;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    images = temp.resolve("images");
    Cli.images(images.resolve("smiling"), 6);
    Cli.images(images.resolve("earnest"), 4);
    model = temp.resolve("model");
    Cli trained =
        Cli.trainSmallest(
            "--images",
            images,
            "--labels",
            "folders",
            "--balance",
            "--no-cache",
            "--run",
            temp.resolve("run"),
            "--export",
            model);
    assertThat(trained.code()).as(trained.err()).isZero();
  }

  @Test
  void generate_drawsALabel() throws IOException {
    Path smiling = temp.resolve("smiling.png");
    Path earnest = temp.resolve("earnest.png");
    Cli found = Cli.run("generate", model, "--label", "smiling", "--count", 4, "--out", smiling);

    assertThat(found)
        .isEqualTo(
            new Cli(
                0,
                "wrote " + smiling + ": 4 faces of the seeds 0 to 3 of the label smiling\n",
                ""));
    assertThat(
            Cli.run("generate", model, "--label", "earnest", "--count", 4, "--out", earnest).code())
        .isZero();
    assertThat(Files.readAllBytes(smiling)).isNotEqualTo(Files.readAllBytes(earnest));
  }

  @Test
  void generate_drawsAllLabels_aRowEach() throws IOException {
    Path file = temp.resolve("all.png");
    Cli found = Cli.run("generate", model, "--all-labels", "--count", 3, "--out", file);

    assertThat(found.out())
        .isEqualTo(
            "wrote %s: 3 faces of the seeds 0 to 2 of each label, row by row: earnest, smiling\n"
                .formatted(file));
    BufferedImage grid = ImageIO.read(file.toFile());
    assertThat(grid.getWidth()).isEqualTo(3 * 8 + 2 * 2);
    assertThat(grid.getHeight()).isEqualTo(2 * 8 + 2);
  }

  @Test
  void generate_refusesWhatThereIsNot() {
    Path out = temp.resolve("no.png");
    refused(
        "this model draws images of a label, and none is chosen: choose one of earnest, smiling",
        "generate",
        model,
        "--out",
        out);
    refused(
        "there is no label \"sad\": choose one of earnest, smiling",
        "generate",
        model,
        "--label",
        "sad",
        "--out",
        out);
    assertThat(Cli.run("generate", model, "--label", "smiling", "--all-labels").code())
        .isEqualTo(2);
    assertThat(Cli.run("generate", model, "--all-labels", "--each", out).code()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  @Test
  void project_searchesAmongFacesOfALabel() {
    Path photo = images.resolve("smiling/0.png");
    Path out = temp.resolve("projected");
    Cli found =
        Cli.run(
            "project", photo, "--model", model, "--out", out, "--steps", 5, "--label", "smiling");

    assertThat(found.code()).as(found.err()).isZero();
    assertThat(out.resolve("0.png")).exists();
    refused(
        "this model draws images of a label, and none is chosen: choose one of earnest, smiling",
        "project",
        photo,
        "--model",
        model,
        "--out",
        temp.resolve("no"));
    refused(
        "there is no label \"sad\": choose one of earnest, smiling",
        "directions",
        model,
        "--with",
        images,
        "--without",
        images,
        "--name",
        "mood",
        "--label",
        "sad");
  }

  @Test
  void evaluate_comparesLabelByLabel() {
    Cli found = Cli.run("evaluate", model, "--images", images, "--labels", "folders");

    assertThat(found.code()).as(found.err()).isZero();
    assertThat(found.out())
        .contains(
            "label by label\n",
            " earnest: 36 images with 2 real",
            " smiling: 36 images with 3 real");
    assertThat(Cli.run("evaluate", temp.resolve("run"), "--labels", "folders"))
        .returns(2, Cli::code)
        .extracting(Cli::err)
        .asString()
        .contains("--labels cannot be given for the run");
  }

  @Test
  void check_countsLabels() throws IOException {
    Path csv = temp.resolve("labels.csv");
    Files.writeString(
        csv,
        "file,label\nsmiling/0.png,x\nsmiling/1.png,y\nsmiling/2.png,y\nearnest/0.png,y\n"
            + "earnest/1.png,y\nearnest/2.png,y\nearnest/3.png,x\nearnest/9.png,y\n");
    Path page = temp.resolve("check.html");
    Cli found = Cli.run("check", "--images", images, "--labels", csv, "--html", page);

    assertThat(found.code()).as(found.err()).isZero();
    assertThat(found.out())
        .contains("Labels by " + csv + ", all images counted\n")
        .contains("  - 2 labels: x 2, y 5\n")
        .contains(
            "  - 2 labels have fewer than 10 images, which will be learnt by heart: x 2, y 5\n")
        .contains("names 1 image that is not there: earnest/9.png\n")
        .contains(
            "  - 3 images have no label and would be skipped: smiling/3.png, smiling/4.png,"
                + " smiling/5.png\n")
        .contains(" --labels " + csv);
    assertThat(Files.readString(page))
        .contains("<h2>Labels</h2>", "<code>" + csv + "</code>")
        .contains("<th scope=\"row\">x</th><td>2</td>", "<th scope=\"row\">y</th><td>5</td>")
        .contains("earnest/9.png</li>");
    assertThat(Cli.run("check", "--images", images, "--labels", "mood"))
        .returns(1, Cli::code)
        .extracting(Cli::err)
        .asString()
        .contains("has no labels \"mood\"");
  }

  private static void refused(String message, Object... command) {
    assertThat(Cli.run(command)).isEqualTo(new Cli(1, "", "facegan: " + message + "\n"));
  }
}
