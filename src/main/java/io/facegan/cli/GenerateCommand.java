package io.facegan.cli;

import io.facegan.FaceGenerator;
import io.facegan.error.FaceGanException;
import io.facegan.internal.animation.AnimationFile;
import io.facegan.internal.data.PngFiles;
import io.facegan.internal.data.ReadingProgress;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import io.facegan.latent.LatentFile;
import io.facegan.network.ImageShape;
import io.facegan.runtime.Device;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
      "%nWrites the faces to one PNG file, with --each to one file each, or with --animate as an"
          + " animation, the latter two as they are generated: any number of them. Each face belongs to a seed: the same seed gives the same face,"
          + " and the seeds from 0 on give those of the training's samples.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan generate savedmodels/first --count 64 --out faces.png",
      "  facegan generate savedmodels/first --seeds 1,5,9-20 --captions --truncation 0.7",
      "  facegan generate savedmodels/first --seeds 7,12 --walk --count 9",
      "  facegan generate savedmodels/first --seeds 1,5,9 --walk --loop --animate walk.gif",
      "  facegan generate savedmodels/first --count 4 --direction 1 --strengths 7",
      "  facegan generate savedmodels/first --count 50000 --each faces"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final int RATE = 25;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The folder that \"export\" wrote.")
  private Path model;

  @Mixin private FacesOptions options;

  @Mixin private DirectionOptions direction;

  @Mixin private LabelChoice label;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The PNG file with all faces; replaces an existing one (default: faces.png, and none with"
              + " --each or --animate).")
  private Path file;

  @Option(
      names = "--each",
      paramLabel = "DIR",
      description =
          "Write each face to its own file in this folder, face-SEED.png, latent-NUMBER.png or"
              + " walk-NUMBER.png, in place of --out, or beside it if that is given.")
  private Path folder;

  @Option(
      names = "--captions",
      description = "Write below each face of --out its seed, or its number in --latents.")
  private boolean captions;

  @Option(
      names = "--animate",
      paramLabel = "FILE",
      description =
          "Write the faces as an animation, one after the other again and again, in place of --out, or"
              + " beside it if that is given: .gif (256 colours a face), .png (an animated PNG, as"
              + " drawn) or .mp4 (needs the program ffmpeg).")
  private Path animation;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Faces a second of --animate, 1 to 100, and to 50 in a GIF (default: 25).")
  private Integer rate;

  @Option(
      names = "--scale",
      paramLabel = "N",
      description = "How many times as wide and high --animate shows the faces (default: 1).")
  private Integer scale;

  @Option(
      names = "--save-latents",
      paramLabel = "FILE",
      description = "Write the latents of the faces too, into a .npy or .json file for --latents.")
  private Path latents;

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
    options.check();
    direction.check();
    label.check();
    refuse(
        label.isAll()
            && (direction.isGiven()
                || folder != null
                || animation != null
                || latents != null
                || captions),
        "--all-labels fills --out alone, a row for each label: choose one with --label NAME");
    refuse(
        direction.isGiven() && options.isWalk(),
        "--direction moves faces of seeds, not a way: leave --walk out");
    if (file == null && folder == null && animation == null) {
      file = Path.of("faces.png");
    }
    checkFiles();
    try (FaceGenerator faces = FaceGenerator.load(model, device)) {
      if (device.kind() != Device.Kind.CPU
          && RootCommand.detail(spec) != RootCommand.Detail.QUIET) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("computing on " + faces.computesOn());
        err.flush();
      }
      ChosenFaces chosen = options.of(faces);
      List<FaceGenerator> labelled = label.of(faces);
      if (label.isAll()) {
        sheet(labelled, chosen);
      } else {
        generate(labelled.get(0), direction.isGiven() ? direction.moved(chosen, faces) : chosen);
      }
    }
    return ExitCode.OK;
  }

  /** Writes a row of faces for each label. */
  private void sheet(List<FaceGenerator> labelled, ChosenFaces chosen) {
    ImageShape shape = labelled.get(0).imageShape();
    checkHolds((long) labelled.size() * chosen.count(), shape);
    List<BufferedImage> grid = new ArrayList<>();
    labelled.forEach(faces -> grid.addAll(faces.generate(chosen.latents())));
    OutputPlaces.makeFolderOf(file);
    PngFiles.write(Grids.rows(grid, shape, chosen.count()), file);
    report(labelled.get(0), chosen);
  }

  private void generate(FaceGenerator faces, ChosenFaces chosen) {
    ImageShape cell = cell(faces.imageShape(), chosen);
    if (latents != null) {
      LatentFile.write(chosen.latents(), latents);
    }
    List<BufferedImage> grid = new ArrayList<>();
    ReadingProgress progress = ProgressLines.of(spec, "generated", chosen.count(), "images");
    try (AnimationFile frames = animation == null ? null : begin(chosen.count())) {
      faces.generate(
          chosen.latents(),
          new Consumer<>() {
            private int done;

            @Override
            public void accept(BufferedImage face) {
              if (folder != null) {
                writeAlone(face, chosen, done);
              }
              if (file != null) {
                grid.add(
                    captions ? Captions.captioned(face, chosen.label().apply(done), cell) : face);
              }
              if (frames != null) {
                frames.add(face);
              }
              progress.accept(++done);
            }
          });
    }
    if (file != null) {
      OutputPlaces.makeFolderOf(file);
      PngFiles.write(
          direction.each() > 1
              ? Grids.rows(grid, cell, direction.each())
              : Grids.of(grid, cell, options.isWalk()),
          file);
    }
    report(faces, chosen);
  }

  private void report(FaceGenerator faces, ChosenFaces chosen) {
    PrintWriter out = spec.commandLine().getOut();
    if (file != null) {
      out.println("wrote " + file + ": " + chosen.content() + label.words(faces));
    }
    if (animation != null) {
      out.println("wrote " + animation + ": " + chosen.content());
    }
    if (folder != null) {
      Path first = folder.resolve(chosen.fileName(0));
      out.println("wrote " + first + " to " + chosen.fileName(chosen.count() - 1));
    }
    if (latents != null) {
      out.println("wrote " + latents + ": " + Text.count(chosen.count(), "latent"));
    }
  }

  private AnimationFile begin(int count) {
    return AnimationFile.begin(animation, count, rate(), scale());
  }

  private int rate() {
    return rate == null ? RATE : rate;
  }

  private int scale() {
    return scale == null ? 1 : scale;
  }

  private void writeAlone(BufferedImage face, ChosenFaces chosen, int index) {
    Path alone = folder.resolve(chosen.fileName(index));
    if (index == 0) {
      OutputPlaces.makeFolderOf(alone);
    }
    PngFiles.write(face, alone);
  }

  /** Returns the shape of what the grid is made of, which must be able to hold it. */
  private ImageShape cell(ImageShape face, ChosenFaces chosen) {
    int longest = 0;
    for (int i = 0; captions && i < chosen.count(); i++) {
      longest = Math.max(longest, chosen.label().apply(i).length());
    }
    ImageShape cell = captions ? Captions.shape(face, longest) : face;
    checkHolds(chosen.count(), cell);
    return cell;
  }

  private void checkHolds(long count, ImageShape cell) {
    if (file != null && !Grids.canHold(count, cell)) {
      throw new FaceGanException(
          Text.format(
              "%s cannot hold %,d faces of %s: leave out --out and give --each DIR for any number of"
                  + " single images, or choose a smaller --count",
              file, count, cell));
    }
  }

  private void checkFiles() {
    if (file != null) {
      checkFile();
    }
    if (folder != null) {
      OutputPlaces.checkReplaceable("PNG file", folder.resolve("face.png"));
    }
    if (animation != null) {
      AnimationFile.check(animation, rate(), scale());
    }
    refuse(animation == null && rate != null, "--rate is that of an animation: give --animate too");
    refuse(
        animation == null && scale != null, "--scale is that of an animation: give --animate too");
    refuse(
        file != null
            && animation != null
            && file.toAbsolutePath().equals(animation.toAbsolutePath()),
        "--out and --animate are the same file: name two");
    refuse(captions && file == null, "--captions are written into --out: give that too");
    refuse(captions && options.isWalk(), "--captions are seeds, and faces between seeds have none");
  }

  private void checkFile() {
    refuse(
        !file.toString().toLowerCase(Locale.ROOT).endsWith(".png"),
        ("--out %s is not the name of a PNG file: choose one that ends with .png; --each writes"
                + " single images")
            .formatted(file));
    OutputPlaces.checkReplaceable("PNG file", file);
  }

  private void refuse(boolean mistaken, String message) {
    if (mistaken) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
