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
 * An image from a collection, upright and at its own size. It may decode its pixels on request, and
 * only the requested part.
 */
public final class SourceImage {
  private final int width;
  private final int height;
  private final String format;
  private final Set<ImageTrait> traits;
  private final Pixels pixels;

  /**
   * Creates an image whose pixels are decoded on request.
   *
   * @param width of the upright image, in pixels
   * @param height of the upright image, in pixels
   * @param format the name of its format, for reports, for example {@code JPEG}
   * @param traits its properties
   * @param pixels decodes the pixels
   */
  public SourceImage(int width, int height, String format, Set<ImageTrait> traits, Pixels pixels) {
    this.width = width;
    this.height = height;
    this.format = Objects.requireNonNull(format, "format");
    this.traits = Collections.unmodifiableSet(copy(traits));
    this.pixels = pixels;
  }

  /** Decodes pixels. */
  public interface Pixels {
    /** Decodes a part that lies within the image. */
    BufferedImage read(Rectangle part) throws IOException;
  }

  /**
   * Wraps a decoded image. Detects whether it is grey, has a palette, has pixels that are not
   * opaque, or has more than 8 bits per channel.
   *
   * @param format the name of its format, for reports, for example {@code JPEG}
   */
  public static SourceImage of(BufferedImage image, String format) {
    return new SourceImage(
        image.getWidth(),
        image.getHeight(),
        format,
        traitsOf(image),
        part -> image.getSubimage(part.x, part.y, part.width, part.height));
  }

  /** Returns this image with one more trait. */
  public SourceImage with(ImageTrait trait) {
    return with(Set.of(trait));
  }

  /** Returns this image with more traits. */
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

  /** Returns the name of its format, for example {@code JPEG}. */
  public String format() {
    return format;
  }

  /** Returns its traits. */
  public Set<ImageTrait> traits() {
    return traits;
  }

  /**
   * Decodes all of its pixels.
   *
   * @throws IOException if they cannot be decoded; the message says why
   */
  public BufferedImage image() throws IOException {
    return image(new Rectangle(width, height));
  }

  /**
   * Decodes a part of its pixels.
   *
   * @param part a rectangle within the upright image
   * @throws IOException if they cannot be decoded; the message says why
   * @throws FaceGanException if the part is empty or not within the image
   */
  public BufferedImage image(Rectangle part) throws IOException {
    if (part.isEmpty() || !new Rectangle(width, height).contains(part)) {
      throw new FaceGanException(
          "part at %d,%d of %dx%d is not within an image of %dx%d"
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
    if (model.hasAlpha() && hasTransparentPixels(image)) {
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

  /** Many images have an alpha channel that is opaque throughout. */
  private static boolean hasTransparentPixels(BufferedImage image) {
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
