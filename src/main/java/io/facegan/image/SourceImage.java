package io.facegan.image;

import io.facegan.error.FaceGanException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A picture from a collection, upright and at its own size. Its pixels may be decoded when they are
 * asked for, and only those.
 */
public final class SourceImage {
  private final int width;
  private final int height;
  private final String format;
  private final Set<ImageTrait> traits;
  private final Pixels pixels;

  /**
   * Describes an image whose pixels are decoded when they are asked for.
   *
   * @param width of the upright image, in pixels
   * @param height of the upright image, in pixels
   * @param format what it was stored as, for reports: {@code JPEG}
   * @param traits what is special about it
   * @param pixels where the pixels come from
   */
  public SourceImage(int width, int height, String format, Set<ImageTrait> traits, Pixels pixels) {
    this.width = width;
    this.height = height;
    this.format = Objects.requireNonNull(format, "format");
    this.traits = Collections.unmodifiableSet(copy(traits));
    this.pixels = pixels;
  }

  /** Where the pixels come from. */
  public interface Pixels {
    /** Returns an image of a part that lies in the picture. */
    BufferedImage read(Rectangle part) throws IOException;
  }

  /**
   * Wraps an image from anywhere, and sees whether it is grey, has a palette, pixels that are not
   * opaque, or more than 8 bits a channel.
   *
   * @param format what it was stored as, for reports: {@code JPEG}
   */
  public static SourceImage of(BufferedImage image, String format) {
    return new SourceImage(
        image.getWidth(),
        image.getHeight(),
        format,
        traitsOf(image),
        part -> image.getSubimage(part.x, part.y, part.width, part.height));
  }

  /** Returns the same picture with one more trait. */
  public SourceImage with(ImageTrait trait) {
    return with(Set.of(trait));
  }

  /** Returns the same picture with more traits. */
  public SourceImage with(Set<ImageTrait> added) {
    Set<ImageTrait> more = copy(traits);
    more.addAll(added);
    return new SourceImage(width, height, format, more, pixels);
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /** Returns what it was stored as, for reports: {@code JPEG}. */
  public String format() {
    return format;
  }

  /** Returns what is special about it. */
  public Set<ImageTrait> traits() {
    return traits;
  }

  /**
   * Returns all of its pixels.
   *
   * @throws IOException if they cannot be decoded; the message says why
   */
  public BufferedImage image() throws IOException {
    return image(new Rectangle(width, height));
  }

  /**
   * Returns some of its pixels.
   *
   * @param part which, in the upright picture; all of it must lie in there
   * @throws IOException if they cannot be decoded; the message says why
   * @throws FaceGanException if the part is empty or does not lie in the picture
   */
  public BufferedImage image(Rectangle part) throws IOException {
    if (part.isEmpty() || !new Rectangle(width, height).contains(part)) {
      throw new FaceGanException(
          "part at %d,%d of %dx%d does not lie in a picture of %dx%d"
              .formatted(part.x, part.y, part.width, part.height, width, height));
    }
    return pixels.read(part);
  }

  private static Set<ImageTrait> copy(Set<ImageTrait> traits) {
    EnumSet<ImageTrait> copy = EnumSet.noneOf(ImageTrait.class);
    copy.addAll(traits);
    return copy;
  }

  private static Set<ImageTrait> traitsOf(BufferedImage image) {
    EnumSet<ImageTrait> traits = EnumSet.noneOf(ImageTrait.class);
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel palette) {
      traits.add(isGrey(palette) ? ImageTrait.GREY : ImageTrait.PALETTE);
    } else if (model.getNumColorComponents() == 1) {
      traits.add(ImageTrait.GREY);
    }
    if (model.hasAlpha() && isSeenThrough(image)) {
      traits.add(ImageTrait.ALPHA);
    }
    if (model.getComponentSize(0) > Byte.SIZE) {
      traits.add(ImageTrait.DEEP);
    }
    return traits;
  }

  private static boolean isGrey(IndexColorModel palette) {
    for (int i = 0; i < palette.getMapSize(); i++) {
      int red = palette.getRed(i);
      if (palette.getGreen(i) != red || palette.getBlue(i) != red) {
        return false;
      }
    }
    return true;
  }

  /** Many pictures could be transparent and are not. */
  private static boolean isSeenThrough(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel model = image.getColorModel();
    boolean indexed = model instanceof IndexColorModel;
    int band = indexed ? 0 : raster.getNumBands() - 1;
    int opaque = (1 << model.getComponentSize(model.getNumComponents() - 1)) - 1;
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, band, row);
      for (int sample : row) {
        if ((indexed ? model.getAlpha(sample) : sample) < (indexed ? 255 : opaque)) {
          return true;
        }
      }
    }
    return false;
  }
}
