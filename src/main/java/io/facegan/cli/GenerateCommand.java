package io.facegan.cli;

import io.facegan.FaceGenerator;
import io.facegan.internal.data.PngFiles;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
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
      "%nWrites the faces to one PNG file. Each face belongs to a seed: the same seed gives the"
          + " same face, and the seeds from 0 on give those of the training's samples.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan generate savedmodels/first --count 64 --out faces.png",
      "  facegan generate savedmodels/first --seed 7 --interpolate 12 --count 9",
      "  facegan generate savedmodels/first --count 100 --each faces"
    })
final class GenerateCommand implements Callable<Integer> {
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
      defaultValue = "faces.png",
      description =
          "The PNG file with all faces; replaces an existing one (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--each",
      paramLabel = "DIR",
      description = "Also write each face to its own file in this folder: face-SEED.png.")
  private Path folder;

  @Override
  public Integer call() {
    checkFiles();
    PrintWriter out = spec.commandLine().getOut();
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      Grids.checkSize(count, faces.imageShape());
      List<BufferedImage> images =
          toSeed == null ? faces.generate(seed, count) : faces.interpolate(seed, toSeed, count);
      OutputPlaces.makeFolderOf(file);
      PngFiles.write(Grids.of(images, faces.imageShape(), toSeed != null), file);
      out.println("wrote " + file + ": " + content());
      if (folder != null) {
        OutputPlaces.makeFolderOf(folder.resolve(name(0)));
        for (int i = 0; i < count; i++) {
          PngFiles.write(images.get(i), folder.resolve(name(i)));
        }
        out.println("wrote " + folder.resolve(name(0)) + " to " + name(count - 1));
      }
    }
    return ExitCode.OK;
  }

  private void checkFiles() {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new ParameterException(
          spec.commandLine(),
          "--out %s is not the name of a PNG file: choose one that ends with .png; --each writes single images"
              .formatted(file));
    }
    OutputPlaces.checkReplaceable("PNG file", file);
    if (folder != null) {
      OutputPlaces.checkReplaceable("PNG file", folder.resolve(name(0)));
    }
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
