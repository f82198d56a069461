package io.facegan.cli;

import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.check.CollectionCheck;
import io.facegan.internal.check.CollectionReport;
import io.facegan.internal.data.Packing;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks through a collection of pictures. */
@Command(
    name = "check",
    header = "Looks through a collection of pictures before a training.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan check [--images PATH] [--html FILE.html] [OPTIONS]",
    description = {
      "%nReads every picture and says which sizes and formats there are, what cannot be used and"
          + " why, which pictures are there twice, and how to train on them. Nothing is changed.",
      "The HTML report also shows pictures: some as the network will see them, the mean of all, and"
          + " those that look alike.",
      "Without --images it looks at the first 1,000 of the faces that \"train\" draws.%n"
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

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Also write a report with pictures there: one HTML file, replaced if there, that needs no"
              + " other.")
  private Path html;

  @Override
  public Integer call() {
    checkHtml();
    ImageShape shape = recipe.recipe().networks().imageShape();
    PrintWriter out = spec.commandLine().getOut();
    try (ImageSource source = open(shape)) {
      CollectionReport report =
          CollectionCheck.of(
              source,
              new Packing(shape, images.framing, images.background, false),
              new CheckProgress(source.size(), spec.commandLine().getErr()));
      out.print(report.text());
      out.println();
      if (html != null) {
        OutputFile.write(report.html().getBytes(StandardCharsets.UTF_8), html);
        out.println("wrote " + html);
      }
      if (report.usable() == 0) {
        out.flush();
        throw new FaceGanException(
            Text.format(
                "none of the %,d pictures in %s can be used: see the reasons above",
                report.images(), source.describe()));
      }
      report.suggestion().ifPresent(s -> NextCommands.afterCheck(images.images, s.options(), out));
      return ExitCode.OK;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the pictures: " + e.getMessage(), e);
    }
  }

  private void checkHtml() {
    if (html == null) {
      return;
    }
    String name = html.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".html") && !name.endsWith(".htm")) {
      throw new ParameterException(
          spec.commandLine(),
          "--html %s is no name of an HTML file: let it end with .html".formatted(html));
    }
    OutputFile.checkWritable(html, ".html");
  }

  private ImageSource open(ImageShape shape) {
    return images.images != null
        ? ImageSources.open(images.images)
        : new DrawnFaces(SEED, DRAWN, Math.max(shape.height(), shape.width()));
  }
}
