package io.facegan.cli;

import io.facegan.FaceGenerator;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PngFiles;
import io.facegan.internal.data.ReadingProgress;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import io.facegan.runtime.Device;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "generate",
    header = "Generates faces with an exported model.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan generate MODEL [--count N] [--seed N] [--out FILE.png] [OPTIONS]",
    description = {
      "%nWrites the faces to one PNG file, or with --each to one file each, as they are generated:"
          + " any number of them. Each face belongs to a seed: the same seed gives the same face,"
          + " and the seeds from 0 on give those of the training's samples.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan generate savedmodels/first --count 64 --out faces.png",
      "  facegan generate savedmodels/first --seed 7 --interpolate 12 --count 9",
      "  facegan generate savedmodels/first --count 50000 --each faces"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final int TOGETHER = 256;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The folder that \"export\" wrote.")
  private Path model;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many faces (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "The first face's seed; the others follow (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--interpolate",
      paramLabel = "TO_SEED",
      description =
          "Generate the way from the face of --seed to the face of this seed, in --count steps, as"
              + " one row.")
  private Long toSeed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The PNG file with all faces; replaces an existing one (default: faces.png, and none with"
              + " --each).")
  private Path file;

  @Option(
      names = "--each",
      paramLabel = "DIR",
      description =
          "Write each face to its own file in this folder, face-SEED.png, in place of --out, or beside it if"
              + " that is given.")
  private Path folder;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "cpu",
      description = {
        "Where to compute: cpu, gpu, gpu:1 for the second one, or auto for the first GPU if it"
            + " works and else the CPU (default: ${DEFAULT-VALUE})",
        "Faces of two devices may differ by rounding."
      })
  private Device device;

  @Override
  public Integer call() {
    if (file == null && folder == null) {
      file = Path.of("faces.png");
    }
    checkFiles();
    try (FaceGenerator faces = FaceGenerator.load(model, device)) {
      if (device.kind() != Device.Kind.CPU) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("computing on " + faces.computesOn());
        err.flush();
      }
      if (file != null) {
        checkGrid(faces.imageShape());
      }
      generate(faces);
    }
    return ExitCode.OK;
  }

  private void generate(FaceGenerator faces) {
    PrintWriter out = spec.commandLine().getOut();
    List<BufferedImage> grid = new ArrayList<>();
    ReadingProgress progress = progress();
    int done = 0;
    do {
      List<BufferedImage> images = some(faces, done);
      if (folder != null) {
        writeEach(images, done);
      }
      if (file != null) {
        grid.addAll(images);
      }
      done += images.size();
      progress.accept(done);
    } while (done < count);
    if (file != null) {
      OutputPlaces.makeFolderOf(file);
      PngFiles.write(Grids.of(grid, faces.imageShape(), toSeed != null), file);
      out.println("wrote " + file + ": " + content());
    }
    if (folder != null) {
      out.println("wrote " + folder.resolve(name(0)) + " to " + name(count - 1));
    }
  }

  /** Returns the next faces, not so many that their number would matter to the memory. */
  private List<BufferedImage> some(FaceGenerator faces, int from) {
    return toSeed == null
        ? faces.generate(seed + from, Math.min(TOGETHER, count - from))
        : faces.interpolate(seed, toSeed, count);
  }

  private void writeEach(List<BufferedImage> images, int from) {
    OutputPlaces.makeFolderOf(folder.resolve(name(0)));
    for (int i = 0; i < images.size(); i++) {
      PngFiles.write(images.get(i), folder.resolve(name(from + i)));
    }
  }

  private ReadingProgress progress() {
    PrintWriter err = spec.commandLine().getErr();
    return new ReadingProgress(
        "generated",
        count,
        Duration.ofSeconds(3),
        line -> {
          err.println(line);
          err.flush();
        });
  }

  private void checkGrid(ImageShape shape) {
    if (!Grids.canHold(count, shape)) {
      throw new FaceGanException(
          Text.format(
              "%s cannot hold %,d faces of %s: leave out --out and give --each DIR for any number of"
                  + " single images, or choose a smaller --count",
              file, count, shape));
    }
  }

  private void checkFiles() {
    if (file != null) {
      checkFile();
    }
    if (folder != null) {
      OutputPlaces.checkReplaceable("PNG file", folder.resolve(name(0)));
    }
  }

  private void checkFile() {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new ParameterException(
          spec.commandLine(),
          "--out %s is not the name of a PNG file: choose one that ends with .png; --each writes single images"
              .formatted(file));
    }
    OutputPlaces.checkReplaceable("PNG file", file);
  }

  private String content() {
    if (toSeed != null) {
      return "%d faces from seed %d to seed %d".formatted(count, seed, toSeed);
    }
    return count == 1
        ? "the face of seed " + seed
        : "%d faces of the seeds %d to %d".formatted(count, seed, seed + count - 1);
  }

  private String name(int index) {
    return toSeed == null
        ? Text.format("face-%d.png", seed + index)
        : Text.format("face-%d-to-%d-%03d.png", seed, toSeed, index);
  }
}
