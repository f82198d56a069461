package io.facegan.cli;

import io.facegan.FaceGan;
import io.facegan.FaceGanBuilder;
import io.facegan.FaceGenerator;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.data.Labelling;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PngFiles;
import io.facegan.internal.report.EvaluationText;
import io.facegan.network.ImageShape;
import io.facegan.train.Evaluation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    name = "evaluate",
    header = "Evaluates a run or a model: diversity, patterns, losses, memory.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan evaluate RUN|MODEL [--images PATH] [OPTIONS]",
    description = {
      "%nCompares the faces of the first 512 seeds with 512 real images, and 512 other real images with"
          + " the same; of a smaller collection, each time half. For a run, evaluates its"
          + " newest checkpoint and its losses against its training images. A model stores neither"
          + " losses nor images: give --images.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan evaluate runs/first",
      "  facegan evaluate runs/first --nearest nearest.png",
      "  facegan evaluate savedmodels/faces --images faces.zip"
    })
final class EvaluateCommand implements Callable<Integer> {
  private static final int FACES = 512;

  private static final long SEED = 42;

  private static final String BY_LABEL = "label by label";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN|MODEL",
      description = "A run folder that \"train\" wrote, or a model that \"export\" wrote.")
  private Path subject;

  @Mixin private ImagesOptions images;

  @Option(
      names = "--nearest",
      paramLabel = "FILE.png",
      description = {
        "Also look for copies of real images, and save a sheet of generated images, each beside the"
            + " real one that is nearest to it, the nearest pairs first."
      })
  private Path nearest;

  @Option(
      names = "--labels",
      paramLabel = "FROM",
      description = {
        "Also compare the faces of each label of a model with the real images of that label:"
            + " folders, FILE.csv, glasses or hair, as \"train\" takes them. Runs know theirs."
      })
  private Labelling labels;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description =
          "Also compare the images in the features of this SavedModel, such as an Inception network:"
              + " float32 images from 0 to 1 in, a row of float32 for each out.")
  private Path features;

  @Override
  public Integer call() {
    if (Files.isRegularFile(subject.resolve("options.json"))) {
      evaluateRun();
    } else if (Files.isRegularFile(subject.resolve("saved_model.pb"))) {
      evaluateModel();
    } else {
      throw new FaceGanException(
          "%s is neither a run folder, it holds no options.json, nor a SavedModel, it holds no"
                  .formatted(subject)
              + " saved_model.pb: name a folder that train or export wrote");
    }
    return ExitCode.OK;
  }

  private void evaluateRun() {
    refuseForRun("--framing");
    refuseForRun("--background");
    refuseForRun("--labels");
    FaceGanBuilder builder = FaceGan.resume(subject).progress(false);
    if (images.images != null) {
      builder.images(images.images);
    }
    try (FaceGan gan = builder.build()) {
      Evaluation evaluation = gan.evaluate();
      print(
          "%s after step %,d".formatted(subject, evaluation.step()), EvaluationText.of(evaluation));
      var byLabel = gan.evaluateLabels();
      if (!byLabel.isEmpty()) {
        print(BY_LABEL, EvaluationText.of(byLabel));
      }
      if (features != null) {
        print("in the features of " + features, EvaluationText.of(gan.likeness(features)));
      }
      if (nearest != null) {
        var found = gan.memorising();
        save(found.sheet(), EvaluationText.of(found));
      }
    }
  }

  private void evaluateModel() {
    try (FaceGenerator model = FaceGenerator.load(subject);
        ImageSource reals = open(model.imageShape())) {
      print(
          "%s beside %s".formatted(subject, reals.describe()),
          EvaluationText.of(
              model.evaluate(FACES, reals, images.framing, images.background),
              model.measureMemory(1)));
      if (labels != null) {
        print(
            BY_LABEL,
            EvaluationText.of(
                model.evaluateLabels(FACES, reals, labels, images.framing, images.background)));
      }
      if (features != null) {
        print(
            "in the features of " + features,
            EvaluationText.of(
                model.likeness(FACES, reals, images.framing, images.background, features)));
      }
      if (nearest != null) {
        var found = model.memorising(FACES, reals, images.framing, images.background);
        save(found.sheet(), EvaluationText.of(found));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the images: " + e.getMessage(), e);
    }
  }

  private ImageSource open(ImageShape shape) {
    return images.images != null
        ? ImageSources.open(images.images)
        : new DrawnFaces(SEED, DrawnFaces.DEFAULT_COUNT, Math.max(shape.height(), shape.width()));
  }

  // The run knows them, and would refuse others only after it has read all images.
  private void refuseForRun(String option) {
    if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
      throw new ParameterException(
          spec.commandLine(),
          "%s cannot be given for the run %s, which has its own: leave it out, or evaluate a model"
              .formatted(option, subject));
    }
  }

  private void save(BufferedImage sheet, String copies) {
    PngFiles.write(sheet, nearest);
    print(copies, "");
  }

  private void print(String title, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(title);
    out.print(text);
    out.flush();
  }
}
