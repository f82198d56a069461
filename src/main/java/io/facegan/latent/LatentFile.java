package io.facegan.latent;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.GivenPath;
import io.facegan.internal.util.NpyFile;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Files of latents, for later and for other programs: {@code .npy} as NumPy saves and loads an
 * array [latents, values], or {@code .json} with an array of arrays of numbers.
 */
public final class LatentFile {
  /**
   * Reads latents.
   *
   * @param file its name ends with .npy (versions 1.0 and 2.0, float32 or float64 in either byte
   *     order, C or Fortran order) or with .json
   * @return at least one, all of one length, every value finite; those of float64 are rounded to
   *     float32
   * @throws FaceGanException if the name ends otherwise, the file holds something else or is
   *     damaged, or a value is not finite; the message names the file and what is wrong
   * @throws UncheckedIOException if reading fails
   */
  public static List<float[]> read(Path file) {
    List<float[]> latents = isNumpy(file) ? List.of(NpyFile.read(file)) : JsonLatents.read(file);
    for (int i = 0; i < latents.size(); i++) {
      check(file, i, latents.get(i));
    }
    return latents;
  }

  /**
   * Writes latents, in place of a file that is there; makes its folder.
   *
   * @param latents at least one and at most 1,048,576, all of one length, with 67,108,864 values at
   *     most in all
   * @param file its name ends with .npy (version 1.0, little-endian float32, C order) or with .json
   * @throws FaceGanException if the name ends otherwise, there are none or more, or they have
   *     several lengths
   * @throws UncheckedIOException if writing fails
   */
  public static void write(List<float[]> latents, Path file) {
    boolean numpy = isNumpy(file);
    checkCount(latents);
    OutputPlaces.checkReplaceable("latents file", file);
    OutputPlaces.makeFolderOf(file);
    if (numpy) {
      NpyFile.write(latents.toArray(float[][]::new), file);
    } else {
      JsonLatents.write(latents, file);
    }
  }

  private static boolean isNumpy(Path file) {
    String name = GivenPath.named("latents file", file).toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".npy") && !name.endsWith(".json")) {
      throw new FaceGanException(
          "latents file %s: its name must end with .npy or .json, which says what it holds"
              .formatted(file));
    }
    return name.endsWith(".npy");
  }

  private static void check(Path file, int index, float[] latent) {
    for (int i = 0; i < latent.length; i++) {
      if (!Float.isFinite(latent[i])) {
        throw new FaceGanException(
            "value %d of latent %d in %s is %s: every value must be finite"
                .formatted(i, index, file, latent[i]));
      }
    }
  }

  private static void checkCount(List<float[]> latents) {
    int size = latents.isEmpty() ? 0 : latents.get(0).length;
    if (size == 0) {
      throw new FaceGanException("there are no latents to write: give at least one, of one value");
    }
    if (latents.size() > NpyFile.MOST_ROWS || (long) latents.size() * size > NpyFile.MOST_VALUES) {
      throw new FaceGanException(
          Text.format(
              "%,d latents of %,d values are too many for one file: at most %,d latents and %,d"
                  + " values in all",
              latents.size(), size, NpyFile.MOST_ROWS, NpyFile.MOST_VALUES));
    }
    for (float[] latent : latents) {
      if (latent.length != size) {
        throw new FaceGanException(
            "latents of %d and of %d values do not go into one file: give those of one model"
                .formatted(size, latent.length));
      }
    }
  }

  private LatentFile() {}
}
