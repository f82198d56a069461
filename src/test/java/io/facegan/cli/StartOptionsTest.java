package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train --from}, and what goes with it. */
class StartOptionsTest {
  @TempDir private static Path shared;
  private static Path images;
  private static Path parent;

  @TempDir private Path folder;

  @BeforeAll
  static void train() throws IOException {
    images = Cli.images(shared.resolve("images"), 4);
    parent = shared.resolve("parent");
    Cli trained = Cli.trainSmallest("--images", images, "--run", parent, "--no-cache");
    assertThat(trained.code()).as(trained.err()).isZero();
  }

  @Test
  void withoutARecipe_theParentsIsTrained() {
    Cli child =
        Cli.run(
            "train",
            "--images",
            images,
            "--from",
            parent,
            "--best",
            "--rate",
            0.25,
            "--steps",
            1,
            "--no-progress",
            "--verbose",
            "--no-cache",
            "--run",
            folder.resolve("run"));
    assertThat(child.code()).as(child.err()).isZero();
    assertThat(child.out())
        .contains(
            "Batch size 2\n",
            "Adam with learning rate 2.5e-5",
            "images of 8x8x3",
            "\nBegins with the weights of %s (fully-connected networks, 2 steps): "
                .formatted(parent))
        .doesNotContain("Not taken");
  }

  @Test
  void otherColours_areNamedLayerByLayer() {
    Cli child =
        Cli.trainSmallest(
            "--images",
            images,
            "--from",
            parent,
            "--grey",
            "--no-cache",
            "--verbose",
            "--run",
            folder);
    assertThat(child.code()).as(child.err()).isZero();
    assertThat(child.out())
        .contains("\nNot taken: discriminator/dense_1: kernel 192x", " there, 64x", " here\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--best", "--freeze-discriminator=2"})
  void whatGoesWithFrom_isRefusedWithoutIt(String option) {
    Cli refused = Cli.run("train", option, "--run", folder.resolve("run"));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            option.replaceFirst("=.*", "")
                + " is for a training that begins with the weights of another: name that by --from,"
                + " or leave it out");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void resume_refusesOtherWeights() {
    Cli refused = Cli.run("resume", parent, "--from", parent);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "--from %s: a run resumes with its own weights; leave it out, or begin a new run by train"
                    .formatted(parent)
                + " --from");
  }

  @Test
  void folderThatIsNeither_isRefused() {
    Cli refused = Cli.run("train", "--from", folder, "--run", folder.resolve("run"));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains(folder + " is neither a run nor a model");
  }
}
