package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input, each refused before any training. */
class TrainRefusalTest {
  @TempDir Path temp;
  private Path run;

  @BeforeEach
  void nameTheRun() {
    run = temp.resolve("run");
  }

  @Test
  void images_missing() {
    Path missing = temp.resolve("missing");

    refused(
        "there is nothing at "
            + missing
            + ": give a folder of images, a .zip of them, or an HDF5 file (.h5)",
        "--images",
        missing);
  }

  @Test
  void images_emptyFolder() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("empty"));

    refused(
        "there are no images in folder "
            + folder
            + ": it needs .jpg, .png, .gif, .bmp, .webp or .tif files",
        "--images",
        folder);
  }

  @Test
  void images_folderWithoutImages() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("texts"));
    Files.writeString(folder.resolve("a.txt"), "no image");

    refused(
        "there are no images in folder "
            + folder
            + " (1 other file ignored): it needs .jpg, .png, .gif, .bmp, .webp or .tif files",
        "--images",
        folder);
  }

  @Test
  void images_noZip() throws IOException {
    Path file = Files.writeString(temp.resolve("faces.zip"), "Rar!");

    refused(
        file
            + " is neither a zip nor an HDF5 file (it starts with bytes 52 61 72 21): give a folder"
            + " of images, a .zip of them, or an HDF5 file (.h5)",
        "--images",
        file);
  }

  @Test
  void size_thatCannotBeBuilt() {
    refused(
        "image shape 20x16x3: the small networks take a height that is a multiple of 16, not 20;"
            + " nearest are 16 and 32",
        "--size",
        "20x16");
  }

  @Test
  void batch_belowOne() {
    refused("batch size is 0: it must be at least 1", "--batch", 0);
  }

  /** As of a shell's variable that is not set; the folder that one is in would be taken. */
  @Test
  void images_withoutAName() {
    Cli empty = Cli.train("--run", run, "--images", "");

    assertThat(empty.err()).contains("'--images'", "the name is empty").doesNotContain("\tat ");
    assertThat(empty.code()).isEqualTo(2);
    assertThat(run).doesNotExist();
  }

  @Test
  void images_withANameThatNoFileCanHave() {
    Cli impossible = Cli.train("--run", run, "--images", "a\0b");

    assertThat(impossible.err()).contains("'--images'", "no file can have this name");
    assertThat(impossible.code()).isEqualTo(2);
  }

  @Test
  void batch_beyondAnArray() {
    refused(
        "100000000 images of 16x16x3 at once take 76800000000 bytes, more than 2^31 - 1: choose a"
            + " smaller batch or count",
        "--batch",
        100_000_000);
  }

  @Test
  void device_unknown() {
    Cli unknown = Cli.train("--run", run, "--device", "tpu");

    assertThat(unknown.err())
        .contains("device \"tpu\" is unknown: use one of auto, cpu, gpu, gpu:1");
    assertThat(unknown.code()).isEqualTo(2);
  }

  @Test
  void gpuMemory_onTheCpu() {
    Cli both = Cli.train("--run", run, "--device", "cpu", "--gpu-memory", "3g");

    assertThat(both.err())
        .contains("--device cpu and --gpu-memory 3g contradict each other: give only one of them");
    assertThat(both.code()).isEqualTo(2);
  }

  @Test
  void gpuMemory_thatIsNone() {
    Cli none = Cli.train("--run", run, "--gpu-memory", "3");

    assertThat(none.err())
        .contains("\"3\" is no amount of memory: expected for example 8g or 900m");
    assertThat(none.code()).isEqualTo(2);
  }

  @Test
  void precision_ofOtherDevices() {
    Cli other = Cli.train("--run", run, "--device", "cpu", "--precision", "tf32");

    assertThat(other.err())
        .isEqualTo(
            "facegan: precision tf32 is for NVIDIA GPUs, and this computes on the CPU: use float32"
                + " or auto\n");
    assertThat(other.code()).isEqualTo(1);
    assertThat(run).doesNotExist();
  }

  @Test
  void run_fileInTheWay() throws IOException {
    Files.writeString(run, "here first");

    Cli refused = Cli.train("--run", run);

    assertThat(refused.err())
        .isEqualTo("facegan: run folder " + run + " is a file: choose another folder\n");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(run).hasContent("here first");
  }

  @Test
  void run_belowAFile() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "here first");
    Path below = file.resolve("run");

    refused(
        "run folder %s cannot be made, because %s is no folder that can be written: choose another"
            .formatted(below, file),
        "--run",
        below);
  }

  @Test
  void export_notEmpty() throws IOException {
    Path model = Files.createDirectory(temp.resolve("model"));
    Files.writeString(model.resolve("a"), "");

    refused(
        "export folder " + model + " is not empty: choose another folder, or delete it",
        "--export",
        model);
  }

  @Test
  void export_holdsTheRun() {
    refused(
        "export folder %s will hold the run folder %s: choose another folder".formatted(temp, run),
        "--export",
        temp);
    refused(
        "export folder %s will hold the run folder %s: choose another folder".formatted(run, run),
        "--export",
        run);
  }

  @Test
  void debug_addsWhereItCameFrom() {
    Cli refused = Cli.run("train", "--run", run, "--batch", 0, "--debug");

    assertThat(refused.err())
        .startsWith(
            """
            facegan: batch size is 0: it must be at least 1
            io.facegan.error.FaceGanException: batch size is 0: it must be at least 1
            """)
        .contains("\tat io.facegan.FaceGanBuilder.batchSize(");
    assertThat(refused.code()).isEqualTo(1);
  }

  // The last of two equal options would be a usage error, so each test replaces what it changes.
  private void refused(String message, Object option, Object value) {
    Map<Object, Object> options = new LinkedHashMap<>();
    options.put("--networks", "small");
    options.put("--size", 16);
    options.put("--batch", 2);
    options.put("--steps", 2);
    options.put("--run", run);
    options.put(option, value);
    List<Object> args = new ArrayList<>();
    args.add("train");
    options.forEach(
        (name, text) -> {
          args.add(name);
          args.add(text);
        });

    Cli refused = Cli.run(args.toArray());

    assertThat(refused.err()).isEqualTo("facegan: " + message + "\n");
    assertThat(refused.out()).isEmpty();
    assertThat(refused.code()).isEqualTo(1);
    assertThat(run).doesNotExist();
  }
}
