package io.facegan.internal.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts the colours of an image's ICC profile to sRGB. */
final class IccProfile {
  /** Leaves colours unchanged. */
  static final IccProfile NONE = new IccProfile(null);

  private static final int KEPT = 8;
  private static final int LONGEST = 4 << 20;
  private static final int STEPS = 5;

  /**
   * Recently used profiles: creating one takes ten milliseconds, and most images of a collection
   * have the same. One map per thread, since conversions are not documented as thread-safe.
   */
  private static final ThreadLocal<Map<Key, IccProfile>> LATEST =
      ThreadLocal.withInitial(Latest::new);

  private final ColorConvertOp conversion;

  private IccProfile(ColorConvertOp conversion) {
    this.conversion = conversion;
  }

  /**
   * Reads a profile.
   *
   * @param components of each pixel: 3 or 4
   * @return {@link #NONE} if it is sRGB, damaged, or for another number of components; viewers
   *     ignore such profiles, too
   */
  static IccProfile of(byte[] icc, int components) {
    if (components < 3 || icc.length > LONGEST) {
      // Grey samples are kept, whatever brightness a profile assigns to them.
      return NONE;
    }
    Key wanted = new Key(ByteBuffer.wrap(icc), components);
    return LATEST.get().computeIfAbsent(wanted, key -> make(icc, components));
  }

  private static IccProfile make(byte[] icc, int components) {
    try {
      ICC_Profile source = ICC_Profile.getInstance(icc);
      if (source.getNumComponents() != components) {
        return NONE;
      }
      ICC_Profile target = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
      IccProfile made =
          new IccProfile(new ColorConvertOp(new ICC_Profile[] {source, target}, null));
      return made.changesColours(components) ? made : NONE;
    } catch (IllegalArgumentException | CMMException broken) {
      return NONE;
    }
  }

  boolean isUsed() {
    return conversion != null;
  }

  /** Converts red, green and blue in place. */
  void apply(WritableRaster pixels) {
    apply(pixels, pixels);
  }

  void apply(Raster source, WritableRaster target) {
    if (conversion != null) {
      conversion.filter(source, target);
    }
  }

  /** Tests the conversion on a grid of colours. */
  private boolean changesColours(int components) {
    int count = STEPS * STEPS * STEPS;
    WritableRaster before = raster(count, components);
    WritableRaster after = raster(count, 3);
    for (int i = 0; i < count; i++) {
      before.setSample(i, 0, 0, i % STEPS * 255 / (STEPS - 1));
      before.setSample(i, 0, 1, i / STEPS % STEPS * 255 / (STEPS - 1));
      before.setSample(i, 0, 2, i / STEPS / STEPS * 255 / (STEPS - 1));
    }
    apply(before, after);
    for (int i = 0; i < count; i++) {
      for (int band = 0; band < 3; band++) {
        if (Math.abs(before.getSample(i, 0, band) - after.getSample(i, 0, band)) > 2) {
          return true;
        }
      }
    }
    return false;
  }

  private static WritableRaster raster(int width, int bands) {
    return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, bands, null);
  }

  private record Key(ByteBuffer icc, int components) {}

  private static final class Latest extends LinkedHashMap<Key, IccProfile> {
    private static final long serialVersionUID = 1;

    private Latest() {
      super(KEPT * 2, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, IccProfile> eldest) {
      return size() > KEPT;
    }
  }
}
