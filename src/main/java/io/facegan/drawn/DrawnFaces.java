package io.facegan.drawn;

import io.facegan.data.ImageSource;
import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import io.facegan.internal.util.Text;
import java.util.Objects;

/**
 * Portraits painted from numbers, so that a GAN can be tried and tested with no pictures at hand.
 *
 * <p>Each face depends on the seed and its index alone: skin, head, hair, eyes, mouth, beard,
 * glasses, pose, light and background are drawn from them. The faces are frontal, fill the picture
 * and have their eyes at about 44 % of its height, roughly as aligned photographs have. The same
 * numbers give the same pixels on the same Java release. Painting a face of 64x64 takes about a
 * millisecond, any number of threads may do so, and no display is needed.
 */
public final class DrawnFaces implements ImageSource {
  /** How many faces a newcomer's training set has. */
  public static final int DEFAULT_COUNT = 10_000;

  private static final int SMALLEST = 8;
  private static final int LARGEST = 4096;

  private final long seed;
  private final int count;
  private final int side;

  /**
   * Describes faces without painting any yet.
   *
   * @param seed which collection of faces; each seed has its own
   * @param count how many faces, at least 1; {@link #DEFAULT_COUNT} is a good number
   * @param side width and height of each picture in pixels, 8 to 4096; best the size that the
   *     network wants, so that nothing is cut off or scaled
   * @throws FaceGanException if the count or the side is out of range
   */
  public DrawnFaces(long seed, int count, int side) {
    if (count < 1) {
      throw new FaceGanException(
          "number of drawn faces is %d: ask for at least 1".formatted(count));
    }
    if (side < SMALLEST || side > LARGEST) {
      throw new FaceGanException(
          "side of drawn faces is %d pixels: choose %d to %d".formatted(side, SMALLEST, LARGEST));
    }
    this.seed = seed;
    this.count = count;
    this.side = side;
  }

  @Override
  public String describe() {
    return Text.format("%,d drawn faces of %dx%d (seed %d)", count, side, side, seed);
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public String name(int index) {
    return "face-%05d".formatted(Objects.checkIndex(index, count));
  }

  @Override
  public SourceImage read(int index) {
    FaceTraits face = FaceSampler.sample(seed, Objects.checkIndex(index, count));
    return SourceImage.of(FacePainter.paint(face, side), "drawn");
  }

  /** Does nothing: drawn faces hold no resources. */
  @Override
  public void close() {}
}
