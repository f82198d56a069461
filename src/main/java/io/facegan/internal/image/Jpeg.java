package io.facegan.internal.image;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * Reads JPEG files on request with the Java runtime's reader (libjpeg). Each thread keeps its
 * reader, and only the requested pixels are copied to Java. This class adds CMYK, ICC profiles and
 * EXIF orientation.
 */
final class Jpeg {
  private static final int INKS = 4;

  /**
   * The limit of scans times pixels, since every scan is a pass over all pixels, and the least
   * number of pixels to count for a pass.
   */
  private static final long MAX_WORK = 1_200_000_000;

  private static final long MIN_PASS = 10_000;

  /** A block of 64 pixels takes at least one bit. */
  private static final int MAX_PIXELS_PER_BYTE = 512;

  /** The thread's reader while it is not in use. */
  private static final ThreadLocal<ImageReader> IDLE = new ThreadLocal<>();

  private Jpeg() {}

  static SourceImage read(byte[] bytes) throws IOException {
    JpegFile file = new JpegFile(bytes);
    int width = file.width();
    int height = file.height();
    // The decoder holds two-byte coefficients of progressive files until the last scan.
    int perSample = (file.scans() > 1 ? 3 : 1) + (file.orientation() > 1 ? 1 : 0);
    long most = (long) bytes.length * MAX_PIXELS_PER_BYTE;
    long room = DecodeBudget.check(width, height, most, file.components() * perSample);
    if (((long) width * height + MIN_PASS) * file.scans() > MAX_WORK) {
      throw new IOException(
          "its %dx%d pixels in %d scans take too long to decode: save it again"
              .formatted(width, height, file.scans()));
    }
    boolean lying = file.orientation() >= 5;
    return new SourceImage(
        lying ? height : width,
        lying ? width : height,
        ImageFormat.JPEG.label(),
        traits(file),
        part ->
            UnusableImageException.judge(() -> DecodeBudget.run(room, () -> decode(file, part))));
  }

  private static Set<ImageTrait> traits(JpegFile file) {
    Set<ImageTrait> traits = EnumSet.noneOf(ImageTrait.class);
    if (file.components() == 1) {
      traits.add(ImageTrait.GREY);
    }
    if (file.components() == INKS) {
      traits.add(ImageTrait.CMYK);
    }
    if (file.orientation() > 1) {
      traits.add(ImageTrait.TURNED);
    }
    return traits;
  }

  private static BufferedImage decode(JpegFile file, Rectangle part) throws IOException {
    if (file.orientation() == 1) {
      return decodeStored(file, part);
    }
    Rectangle all = new Rectangle(file.width(), file.height());
    BufferedImage upright = ExifOrientation.upright(decodeStored(file, all), file.orientation());
    return upright.getSubimage(part.x, part.y, part.width, part.height);
  }

  private static BufferedImage decodeStored(JpegFile file, Rectangle part) throws IOException {
    ImageReader idle = IDLE.get();
    IDLE.remove();
    ImageReader reader = idle != null ? idle : Readers.of(ImageFormat.JPEG);
    boolean whole = false;
    try (ByteInput input = new ByteInput(file.plain())) {
      reader.setInput(input, true, true);
      BufferedImage image = decode(reader, file, part);
      reader.reset();
      whole = true;
      return image;
    } catch (IIOException e) {
      throw Readers.refusal(e);
    } catch (RuntimeException e) {
      throw Readers.damaged(e);
    } finally {
      if (whole) {
        IDLE.set(reader);
      } else {
        reader.dispose();
      }
    }
  }

  private static BufferedImage decode(ImageReader reader, JpegFile file, Rectangle part)
      throws IOException {
    if (reader.getWidth(0) != file.width() || reader.getHeight(0) != file.height()) {
      throw new IOException("it is damaged: it claims two different sizes");
    }
    AtomicReference<String> damage = recordDamage(reader);
    ImageReadParam wanted = reader.getDefaultReadParam();
    wanted.setSourceRegion(part);
    byte[] icc = file.profile();
    IccProfile profile = icc == null ? IccProfile.NONE : IccProfile.of(icc, file.components());
    BufferedImage image;
    if (file.components() == INKS) {
      WritableRaster inks = (WritableRaster) reader.readRaster(0, wanted);
      image = Cmyk.toRgb(inks, file.inksAreYcc(), profile);
    } else {
      image = reader.read(0, wanted);
      profile.apply(image.getRaster());
    }
    if (damage.get() != null) {
      throw new IOException("it is cut off or damaged: " + damage.get());
    }
    return image;
  }

  /** Records warnings about lost pixels, which the reader fills with grey. */
  private static AtomicReference<String> recordDamage(ImageReader reader) {
    AtomicReference<String> damage = new AtomicReference<>();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          String lower = warning.toLowerCase(Locale.ROOT);
          if (lower.contains("premature end")
              || lower.contains("bad huffman")
              || lower.contains("instead of rst")) {
            damage.compareAndSet(null, warning);
          }
        });
    return damage;
  }
}
