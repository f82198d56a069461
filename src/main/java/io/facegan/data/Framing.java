package io.facegan.data;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import java.awt.Rectangle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How images of any size are brought to the size of the network's images. */
public final class Framing {
  /**
   * {@link #CROP} if both sides of the image are less than twice the target's, else {@link
   * #RESIZE}. For a network of 128x128, aligned CelebA photographs (178x218) are cropped, and
   * larger photographs are scaled down.
   */
  public static final Framing AUTO = new Framing("auto", null);

  /**
   * Cuts out the middle without scaling, as the tutorial does: {@code x0 = width / 2 - targetWidth
   * / 2} and {@code y0 = height / 2 - targetHeight / 2} in integers. An image that is too small on
   * either axis is first enlarged (bicubic) until it just covers the target size.
   */
  public static final Framing CROP = new Framing("crop", null);

  /**
   * Scales the image until it just covers the target size, then cuts off the excess equally on both
   * sides. The filter is an antialiased bicubic one, and the results equal those of Pillow's {@code
   * BICUBIC} to within rounding.
   */
  public static final Framing RESIZE = new Framing("resize", null);

  private static final Pattern BOX = Pattern.compile("box:(\\d+),(\\d+),(\\d+)x(\\d+)");

  private final String name;
  private final Rectangle box;

  private Framing(String name, Rectangle box) {
    this.name = name;
    this.box = box;
  }

  /**
   * Takes the same part of every image and treats it like {@link #RESIZE} if its size is not the
   * target size. Images that do not contain the part are skipped.
   *
   * @param x the part's first column, from 0
   * @param y its first row, from 0
   * @param width its width in pixels
   * @param height its height in pixels
   * @throws FaceGanException if the corner is negative or a side below 1
   */
  public static Framing box(int x, int y, int width, int height) {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new FaceGanException(
          "box at %d,%d of %dx%d: the corner must be at least 0,0 and the sides at least 1"
              .formatted(x, y, width, height));
    }
    return new Framing(
        Text.format("box:%d,%d,%dx%d", x, y, width, height), new Rectangle(x, y, width, height));
  }

  /**
   * Parses {@code auto}, {@code crop}, {@code resize} or {@code box:X,Y,WIDTHxHEIGHT}, the formats
   * of {@link #toString}.
   *
   * @throws FaceGanException if it is none of these
   */
  public static Framing parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (Framing framing : new Framing[] {AUTO, CROP, RESIZE}) {
      if (framing.name.equals(lower)) {
        return framing;
      }
    }
    Matcher numbers = BOX.matcher(lower);
    try {
      if (numbers.matches()) {
        return box(
            Integer.parseInt(numbers.group(1)),
            Integer.parseInt(numbers.group(2)),
            Integer.parseInt(numbers.group(3)),
            Integer.parseInt(numbers.group(4)));
      }
    } catch (NumberFormatException tooLarge) {
      throw new FaceGanException(
          "framing is '%s': its numbers must be below 2^31".formatted(text), tooLarge);
    }
    throw new FaceGanException(
        "framing is '%s': choose auto, crop, resize or box:X,Y,WIDTHxHEIGHT".formatted(text));
  }

  /** Returns the part that a {@link #box} takes of every image; empty for other framings. */
  public Optional<Rectangle> box() {
    return Optional.ofNullable(box).map(Rectangle::new);
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Framing framing && framing.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
