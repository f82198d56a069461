package io.facegan.drawn;

import io.facegan.data.Fingerprint;
import io.facegan.data.ImageSource;
import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import io.facegan.internal.util.Positive;
import io.facegan.internal.util.Text;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Synthetic portraits, for trying out and testing a GAN without an image collection.
 *
 * <p>The seed and the index of a face determine its skin, head, hair, eyes, mouth, beard, glasses,
 * pose, light and background. The faces are frontal and fill the image, with the eyes at about 44 %
 * of its height, much like aligned photographs. The same seed and index give the same pixels on the
 * same Java release. A face of 64x64 takes about a millisecond. Safe for use by several threads;
 * needs no display.
 */
public final class DrawnFaces implements ImageSource {
  /** The number of faces to train on if none is given. */
  public static final int DEFAULT_COUNT = 10_000;

  /** So many are drawn in about a second: fewer are not worth a file that stays. */
  private static final int WORTH_KEEPING = 1_000;

  /** More bytes are not worth the room: 10,000 faces of 128x128 have less. */
  private static final long LARGEST_KEPT = 500_000_000;

  private static final int SMALLEST = 8;
  private static final int LARGEST = 4096;

  private final long seed;
  private final int count;
  private final int side;

  /**
   * Defines a collection; faces are painted when they are read.
   *
   * @param seed selects the collection
   * @param count the number of faces, at least 1
   * @param side width and height of each image in pixels, 8 to 4096. With the size of the network's
   *     images nothing is cut off or scaled.
   * @throws FaceGanException if the count or the side is out of range
   */
  public DrawnFaces(long seed, int count, int side) {
    Positive.check("number of drawn faces", count);
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
    return Text.format("face-%05d", Objects.checkIndex(index, count));
  }

  @Override
  public SourceImage read(int index) {
    return SourceImage.of(painted(Objects.checkIndex(index, count)), "drawn");
  }

  private BufferedImage painted(int index) {
    return FacePainter.paint(FaceSampler.sample(seed, index), side);
  }

  /**
   * Returns a value that differs for other faces: by the seed, the number, the side and what some
   * of them look like on this Java. Empty for fewer than 1,000 faces and for more than 500 MB of
   * them, which are drawn again each time.
   */
  @Override
  public Optional<Fingerprint> fingerprint() {
    if (count < WORTH_KEEPING || 3L * side * side * count > LARGEST_KEPT) {
      return Optional.empty();
    }
    CRC32 sum = new CRC32();
    for (int index : new int[] {0, count / 2, count - 1}) {
      for (int pixel : painted(index).getRGB(0, 0, side, side, null, 0, side)) {
        sum.update(pixel >> 16);
        sum.update(pixel >> 8);
        sum.update(pixel);
      }
    }
    return Optional.of(
        new Fingerprint(
            "drawn-faces-%d-%d-%d".formatted(seed, count, side),
            System.getProperty("java.vm.version") + " " + Long.toHexString(sum.getValue())));
  }

  /**
   * Returns the label of each face, as it was painted.
   *
   * @param attribute {@code glasses} ({@code with} and {@code without}) or {@code hair} ({@code
   *     dark}, {@code fair} and {@code grey}; bald people have none)
   */
  @Override
  public Optional<List<String>> labels(String attribute) {
    return FaceLabels.of(attribute)
        .map(
            label ->
                IntStream.range(0, count)
                    .mapToObj(i -> label.apply(FaceSampler.sample(seed, i)))
                    .toList());
  }

  /** Does nothing: drawn faces hold no resources. */
  @Override
  public void close() {}
}
