package io.facegan.cli;

import io.facegan.FaceGenerator;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.latent.Direction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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
    name = "directions",
    header = "Lists or finds directions in which a model's faces change.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan directions MODEL [--with PATH --without PATH --name NAME] [OPTIONS]",
    description = {
      "%nA model prefers up to 12 directions itself, which have numbers. Of photos with something and"
          + " photos without it, \"directions\" searches the latents, as \"project\" does, and keeps"
          + " the direction that separates them in the model's folder: for \"generate --direction\""
          + " and for web pages.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan directions savedmodels/portrait-64",
      "  facegan directions savedmodels/first --with glasses --without others --name glasses",
      "  facegan generate savedmodels/first --direction glasses --strengths 7 --count 4"
    })
final class DirectionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The folder that \"export\" wrote.")
  private Path model;

  @Option(
      names = "--with",
      paramLabel = "PATH",
      description = "At least 5 photos that show it: a folder or a zip of images.")
  private Path with;

  @Option(
      names = "--without",
      paramLabel = "PATH",
      description = "At least 5 photos that do not, and are otherwise like those.")
  private Path without;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The direction's name; replaces an earlier one of this name.")
  private String name;

  @Mixin private SearchOptions search;

  @Override
  public Integer call() {
    boolean finds = with != null || without != null || name != null;
    if (finds && (with == null || without == null || name == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "a direction is found by --with, --without and --name: give all three");
    }
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      if (finds) {
        find(faces);
      } else {
        faces.directions().forEach(this::print);
      }
    }
    return ExitCode.OK;
  }

  private void find(FaceGenerator faces) {
    try (ImageSource shown = ImageSources.open(with);
        ImageSource others = ImageSources.open(without)) {
      Direction found =
          search
              .of(faces)
              .findDirection(
                  name, shown, others, search.forPhotos(shown.size() + others.size(), spec));
      faces.keep(found);
      print(found);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the photos: " + e.getMessage(), e);
    }
  }

  private void print(Direction direction) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(direction.name() + ": " + direction.meaning());
    out.flush();
  }
}
