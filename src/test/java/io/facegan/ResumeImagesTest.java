package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.train.RunFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run goes on with the same images wherever they are, and with no others. */
class ResumeImagesTest {
  @TempDir private static Path shared;
  private static Path original;
  private static Path stopped;

  @TempDir private Path folder;
  private Path images;
  private Path run;

  @BeforeAll
  static void trainFourSteps() throws IOException {
    original = TinyRuns.images(shared.resolve("images"));
    stopped = shared.resolve("stopped");
    TinyRuns.stopped(original, stopped);
  }

  @BeforeEach
  void copy() throws IOException {
    run = RunEnd.copy(stopped, folder.resolve("run"));
    images = folder.resolve("moved");
    PathUtils.copyDirectory(original, images);
  }

  @Test
  void movedImages_goOnWhereTheyAreNow() {
    goesOn(TinyRuns.resume(run).images(images));

    assertThat(RunFolder.open(run).options().images().path()).isEqualTo(images.toString());
    assertThat(RunFolder.open(run).options().images().source()).isEqualTo("folder " + images);
  }

  @Test
  void movedImages_thatNobodyNames_areAskedFor() throws IOException {
    Path options = run.resolve("options.json");
    Path gone = folder.resolve("gone");
    Files.writeString(
        options, Files.readString(options).replace(original.toString(), gone.toString()));
    FaceGanBuilder builder = TinyRuns.resume(run);

    assertThatThrownBy(builder::build)
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(run.toString(), gone.toString(), "where they are now");
  }

  @Test
  void sameImagesInAZip_goOn() throws IOException {
    Path zip = folder.resolve("images.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (int i = 0; i < 5; i++) {
        entries.putNextEntry(new ZipEntry(i + ".png"));
        Files.copy(images.resolve(i + ".png"), entries);
        entries.closeEntry();
      }
    }

    goesOn(TinyRuns.resume(run).images(zip));
  }

  @Test
  void cacheThatIsDeletedOrRebuilt_goesOn() throws IOException {
    Path cache = folder.resolve("cache");
    Path cached = folder.resolve("cached");
    Breaks.stopped(TinyRuns.builder(images, cached).cacheFolder(cache), 4);
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    Breaks.stopped(TinyRuns.resume(cached).cacheFolder(cache), 6);
    assertThat(cache).isNotEmptyDirectory();
    Files.setLastModifiedTime(images.resolve("3.png"), FileTime.fromMillis(1_000_000_000_000L));
    goesOn(TinyRuns.resume(cached).cacheFolder(cache));
  }

  @Test
  void oneImageMore_isRefused() throws IOException {
    TinyRuns.image(images.resolve("5.png"), 77);

    refused(
        "images\\.content is \"[0-9a-f]{16}\" in the run, but \"[0-9a-f]{16}\" now;"
            + " images\\.pictures is 5 in the run, but 6 now");
  }

  @Test
  void oneImageLess_isRefused() throws IOException {
    Files.delete(images.resolve("2.png"));

    refused(
        "images\\.content is \"[0-9a-f]{16}\" in the run, but \"[0-9a-f]{16}\" now;"
            + " images\\.pictures is 5 in the run, but 4 now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"another in its place", "two that changed places", "one that is damaged"})
  void otherImagesOfTheSameNumber_areRefused(String what) throws IOException {
    switch (what) {
      case "another in its place" -> TinyRuns.image(images.resolve("2.png"), 77);
      case "two that changed places" -> {
        TinyRuns.image(images.resolve("2.png"), 3);
        TinyRuns.image(images.resolve("3.png"), 2);
      }
      default -> {
        Files.writeString(images.resolve("2.png"), "no image");
        TinyRuns.image(images.resolve("5.png"), 2);
      }
    }

    refused("images\\.content is \"[0-9a-f]{16}\" in the run, but \"[0-9a-f]{16}\" now");
  }

  @Test
  void imagesOfNoFile_areGivenAgain() {
    Path drawn = folder.resolve("drawn");
    Breaks.stopped(TinyGan.builder(drawn).steps(10), 4);
    FaceGanBuilder without = TinyRuns.resume(drawn);
    assertThatThrownBy(without::build)
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(
            drawn.toString(), "5 drawn faces of 8x8 (seed 1)", "the same images");

    try (FaceGan gan = TinyRuns.resume(drawn).images(new DrawnFaces(1, 5, 8)).build()) {
      assertThat(gan.train().steps()).isEqualTo(10);
    }
  }

  /** Left out in both, the images are the same drawn faces, whatever else is asked for. */
  @Test
  void drawnFacesThatNobodyGave_areDrawnAgain() throws IOException {
    Path options = run.resolve("options.json");
    Files.writeString(
        options,
        Files.readString(options)
            .replace("\"folder " + original + "\"", "\"10,000 drawn faces of 8x8 (seed 1)\"")
            .replace("\"" + original + "\"", "null"));

    try (FaceGan gan = TinyRuns.resume(run).seed(6).build()) {
      assertThat(gan.describe().strip()).endsWith("Images: 10,000 drawn faces of 8x8 (seed 1)");
    }
  }

  private static void goesOn(FaceGanBuilder builder) {
    try (FaceGan gan = builder.steps(6).build()) {
      assertThat(gan.train().steps()).isEqualTo(6);
    }
  }

  private void refused(String differences) {
    for (boolean cached : List.of(false, true)) {
      FaceGanBuilder builder = TinyRuns.resume(run).images(images);
      if (cached) {
        builder.cacheFolder(folder.resolve("cache"));
      }
      try (FaceGan gan = builder.build()) {
        assertThatThrownBy(gan::train)
            .isInstanceOf(FaceGanException.class)
            .hasMessageMatching(
                "%s cannot be resumed with other options: %s\\. Give the options that it started"
                        .formatted(run, differences)
                    + " with, or train again");
      }
    }
    assertThat(RunFolder.open(run).options().images().path()).isEqualTo(original.toString());
  }
}
