package io.facegan.cli;

import io.facegan.FaceGenerator;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PngFiles;
import io.facegan.internal.data.ReadingProgress;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import io.facegan.latent.Direction;
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
import picocli.CommandLine.Mixin;
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
      "  facegan generate savedmodels/first --count 4 --direction 1 --strengths 7",
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

  @Mixin private DirectionOptions direction;

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
    direction.check();
    if (direction.isGiven() && toSeed != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--direction moves faces of seeds, not a way: leave --interpolate out");
    }
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
    Direction along = direction.isGiven() ? direction.of(faces) : null;
    ReadingProgress progress = progress();
    int done = 0;
    do {
      List<BufferedImage> images = along == null ? some(faces, done) : moved(faces, along, done);
      if (folder != null) {
        writeEach(images, done);
      }
      if (file != null) {
        grid.addAll(images);
      }
      done += images.size();
      progress.accept(done);
    } while (done < count * direction.each());
    if (file != null) {
      OutputPlaces.makeFolderOf(file);
      PngFiles.write(
          direction.each() > 1
              ? Grids.rows(grid, faces.imageShape(), direction.each())
              : Grids.of(grid, faces.imageShape(), toSeed != null),
          file);
      out.println("wrote " + file + ": " + content());
    }
    if (folder != null) {
      out.println("wrote " + folder.resolve(name(0)) + " to " + name(count * direction.each() - 1));
    }
  }

  /** Returns the next faces, not so many that their number would matter to the memory. */
  private List<BufferedImage> some(FaceGenerator faces, int from) {
    return toSeed == null
        ? faces.generate(seed + from, Math.min(TOGETHER, count - from))
        : faces.interpolate(seed, toSeed, count);
  }

  /** Returns the faces of the next seed, or of some if each has one only. */
  private List<BufferedImage> moved(FaceGenerator faces, Direction along, int done) {
    int first = done / direction.each();
    int some = direction.each() > 1 ? 1 : Math.min(TOGETHER, count - first);
    List<float[]> latents = new ArrayList<>();
    for (int i = 0; i < some; i++) {
      latents.addAll(direction.moved(along, faces.latent(seed + first + i)));
    }
    return faces.generate(latents);
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
        count * direction.each(),
        Duration.ofSeconds(3),
        line -> {
          err.println(line);
          err.flush();
        });
  }

  private void checkGrid(ImageShape shape) {
    if (!Grids.canHold(count * direction.each(), shape)) {
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
    String moved = direction.isGiven() ? ", " + direction.words() : "";
    return count == 1
        ? "the face of seed " + seed + moved
        : "%d faces of the seeds %d to %d".formatted(count, seed, seed + count - 1) + moved;
  }

  private String name(int index) {
    if (direction.each() > 1) {
      return Text.format(
          "face-%d-%03d.png", seed + index / direction.each(), index % direction.each());
    }
    return toSeed == null
        ? Text.format("face-%d.png", seed + index)
        : Text.format("face-%d-to-%d-%03d.png", seed, toSeed, index);
  }
}
