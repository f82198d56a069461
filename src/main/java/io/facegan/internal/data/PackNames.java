package io.facegan.internal.data;

import io.facegan.data.Fingerprint;
import io.facegan.internal.util.FileSums;

/** Names the packed file of a collection, and tells whether it still is of the same images. */
final class PackNames {
  private static final int NAME_LENGTH = 40;
  private static final int DIGITS = 16;

  /** Returns 64 hexadecimal digits for a collection's state packed in this way. */
  static String key(Fingerprint fingerprint, String packing) {
    return new FileSums().add(fingerprint.place()).add(fingerprint.state()).add(packing).hex();
  }

  /** Returns a file name for this place packed in this way: readable, and no other's. */
  static String fileName(Fingerprint fingerprint, String packing) {
    String place = fingerprint.place();
    String last = place.substring(place.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    String readable = last.substring(0, Math.min(last.length(), NAME_LENGTH));
    return readable + "-" + new FileSums().add(place).add(packing).hex().substring(0, DIGITS);
  }

  private PackNames() {}
}
