package io.facegan.benchmarks;

import io.facegan.FaceGenerator;
import io.facegan.ProjectionOptions;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.latent.Projection;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times the search for the latents of photos: of the first one alone and of all together, a call
 * each with all that belongs to it, after one that warms up; and says how far the first one's
 * distance is from that of a search five times as long.
 *
 * <p>Arguments: {@code SAVED_MODEL PHOTO...}.
 */
public final class ProjectionSpeed {
  private static final int TURNS = 3;
  private static final int LONGER = 5;

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    List<Path> photos = Stream.of(arguments).skip(1).map(Path::of).toList();
    int steps = ProjectionOptions.DEFAULT.steps();
    long start = System.nanoTime();
    try (FaceGenerator faces = FaceGenerator.load(Path.of(arguments[0]));
        ImageSource first = ImageSources.ofFiles(photos.subList(0, 1));
        ImageSource all = ImageSources.ofFiles(photos)) {
      double found = distance(faces, first, steps);
      System.out.printf("first call, model loaded in it: %.1f s%n", seconds(start));
      double one = median(faces, first);
      double each = median(faces, all) / photos.size();
      double end = distance(faces, first, LONGER * steps);
      System.out.printf(
          "result one_photo_s=%.2f each_of_%d_s=%.2f times_as_fast=%.1f"
              + " distance=%.2f distance_after_%d_steps=%.2f%n",
          one, photos.size(), each, one / each, found, LONGER * steps, end);
    }
  }

  private static double median(FaceGenerator faces, ImageSource photos) {
    double[] seconds = new double[TURNS];
    for (int i = 0; i < TURNS; i++) {
      long start = System.nanoTime();
      distance(faces, photos, ProjectionOptions.DEFAULT.steps());
      seconds[i] = seconds(start);
    }
    Arrays.sort(seconds);
    return seconds[TURNS / 2];
  }

  private static double distance(FaceGenerator faces, ImageSource photos, int steps) {
    List<Projection> found = faces.project(photos, ProjectionOptions.DEFAULT.withSteps(steps));
    return found.get(0).distance();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private ProjectionSpeed() {}
}
