package io.facegan.cli;

import io.facegan.FaceGenerator;
import io.facegan.ProjectionOptions;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PngFiles;
import io.facegan.internal.util.NpyFile;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import io.facegan.latent.Projection;
import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "project",
    header = "Finds the faces of a model that are nearest to photos.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan project PHOTO... --model MODEL --out DIR [OPTIONS]",
    description = {
      "%nSearches, for each photo, the latent whose image is nearest to it. DIR gets NAME.png, the"
          + " image; NAME-latent.npy, its latent; and NAME-way.png, the way of the search with the"
          + " photo at its end.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan project me.jpg --model savedmodels/portrait-64 --out projected",
      "  facegan project a.jpg b.jpg --model savedmodels/first --out projected --framing resize"
    })
final class ProjectCommand implements Callable<Integer> {
  private static final String LATENT = "-latent.npy";
  private static final String WAY = "-way.png";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PHOTO",
      arity = "1..*",
      description = "The photos: image files, each with a face where the model's images have one.")
  private List<Path> photos;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      required = true,
      description = "The folder that \"export\" wrote.")
  private Path model;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder for the results; replaces earlier ones of the same name.")
  private Path folder;

  @Mixin private SearchOptions search;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description =
          "Let this SavedModel look at the images too, as in \"evaluate\"; every operation of it needs"
              + " a gradient.")
  private Path features;

  @Override
  public Integer call() {
    List<String> names = names();
    names.forEach(this::checkPlace);
    try (FaceGenerator faces = FaceGenerator.load(model);
        ImageSource source = ImageSources.ofFiles(photos)) {
      List<Projection> found = search.of(faces).project(source, options());
      OutputPlaces.makeFolderOf(folder.resolve(names.get(0)));
      for (int i = 0; i < found.size(); i++) {
        write(found.get(i), names.get(i), faces.imageShape());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the photos: " + e.getMessage(), e);
    }
    return ExitCode.OK;
  }

  /** Returns the names of the results, which two photos may not share. */
  private List<String> names() {
    Map<String, Path> known = new LinkedHashMap<>();
    for (Path photo : photos) {
      if (!Files.exists(photo)) {
        throw new FaceGanException("there is no photo %s: name an image file".formatted(photo));
      }
      String file = photo.toAbsolutePath().normalize().getFileName().toString();
      int dot = file.lastIndexOf('.');
      String name = dot > 0 ? file.substring(0, dot) : file;
      Path other = known.put(name, photo);
      if (other != null) {
        throw new FaceGanException(
            "the results of %s and %s would both be named %s: rename one, or project them one after the other into two folders"
                .formatted(other, photo, name));
      }
    }
    return List.copyOf(known.keySet());
  }

  private void checkPlace(String name) {
    Path image = folder.resolve(name + ".png");
    OutputPlaces.checkReplaceable("PNG file", image);
    for (Path photo : photos) {
      if (image.toAbsolutePath().normalize().equals(photo.toAbsolutePath().normalize())) {
        throw new FaceGanException(
            "the result %s would replace the photo of this name: choose another folder for --out"
                .formatted(image));
      }
    }
  }

  private ProjectionOptions options() {
    ProjectionOptions options = search.forPhotos(photos.size(), spec);
    return features == null ? options : options.withFeatures(features);
  }

  private void write(Projection found, String name, ImageShape shape) {
    PngFiles.write(found.image(), folder.resolve(name + ".png"));
    NpyFile.write(new float[][] {found.latent()}, folder.resolve(name + LATENT));
    List<BufferedImage> way = new ArrayList<>(found.way());
    way.add(found.photo());
    PngFiles.write(Grids.of(way, shape, true), folder.resolve(name + WAY));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Text.format(
            "wrote %s: %.1f levels of 255 from %s; of 100 random faces the nearest is %.1f from it, the"
                + " middle one %.1f",
            folder.resolve(name + ".png"),
            found.distance(),
            found.name(),
            found.nearestRandom(),
            found.middleRandom()));
    if (!found.like()) {
      out.println(
          "  that is not like the photo: the model knows no such face, or the photo shows none where its"
              + " images do; --framing box:X,Y,WIDTHxHEIGHT takes a part of it");
    }
    out.flush();
  }
}
