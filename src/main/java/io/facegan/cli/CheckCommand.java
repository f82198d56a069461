package io.facegan.cli;

import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.check.CollectionCheck;
import io.facegan.internal.check.CollectionReport;
import io.facegan.internal.check.LabelsReport;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.ReadingProgress;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    header = "Checks a collection of images before a training.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan check [--images PATH] [--html FILE.html] [OPTIONS]",
    description = {
      "%nReads every image and reports sizes and formats, what cannot be used and why, which images"
          + " are duplicates, and how to train on them. Changes nothing.",
      "The HTML report also shows images: some as the network will see them, the mean of all, and"
          + " near-duplicates.",
      "Without --images, checks the first 1,000 of the drawn faces that \"train\" uses.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan check --images faces",
      "  facegan check --images celeba.zip --html celeba.html",
      "  facegan check --images faces --size 218x178 --html faces.html"
    })
final class CheckCommand implements Callable<Integer> {
  /** Enough to see what they are like, and painted in seconds. */
  private static final int DRAWN = 1_000;

  /** The seed of a training that is given none. */
  private static final long SEED = 42;

  @Spec private CommandSpec spec;

  @Mixin private ImagesOptions images;

  @Mixin private RecipeOptions recipe;

  @Mixin private LabelCheck labels;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Also write a report with images: a self-contained HTML file, which replaces an existing"
              + " one.")
  private Path html;

  @Override
  public Integer call() {
    if (html != null) {
      HtmlFile.check(spec, "--html", html);
    }
    ImageShape shape = recipe.recipe().networks().imageShape();
    PrintWriter out = spec.commandLine().getOut();
    try (ImageSource source = open(shape)) {
      CollectionReport report =
          CollectionCheck.of(
              source,
              new Packing(shape, images.framing, images.background, false),
              progress(source.size()));
      out.print(report.text());
      out.println();
      Optional<LabelsReport> labelled = labels.of(source);
      labelled.ifPresent(found -> out.println(found.text()));
      if (html != null) {
        byte[] page = report.html(labelled).getBytes(StandardCharsets.UTF_8);
        OutputPlaces.makeFolderOf(html);
        AtomicFile.write(html, file -> file.write(page));
        out.println("wrote " + html);
      }
      if (report.usable() == 0) {
        out.flush();
        throw new FaceGanException(
            Text.format(
                "none of the %,d images in %s can be used: see the reasons above",
                report.images(), source.describe()));
      }
      report.suggestion().ifPresent(suggestion -> suggest(suggestion.options(), out));
      return ExitCode.OK;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the images: " + e.getMessage(), e);
    }
  }

  private void suggest(List<String> suggested, PrintWriter out) {
    List<String> options = new ArrayList<>(suggested);
    labels.addTo(options);
    if (RootCommand.detail(spec) != RootCommand.Detail.QUIET) {
      NextCommands.afterCheck(images.images, options, out);
    }
  }

  private ReadingProgress progress(int images) {
    return ProgressLines.of(spec, "checked", images, "images");
  }

  private ImageSource open(ImageShape shape) {
    return images.images != null
        ? ImageSources.open(images.images)
        : new DrawnFaces(SEED, DRAWN, Math.max(shape.height(), shape.width()));
  }
}
