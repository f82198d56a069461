package io.facegan.data;

import java.util.Objects;

/**
 * What a collection is known by without decoding it.
 *
 * @param place where it lies: stays the same when pictures come and go
 * @param state changes when any of the pictures, their names or their order does
 */
public record Fingerprint(String place, String state) {
  private static final int NAME_LENGTH = 40;
  private static final int DIGITS = 16;

  /** Checks that both are given. */
  public Fingerprint {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(state, "state");
  }

  /** Returns 64 hexadecimal digits for this state packed in this way. */
  String key(String packing) {
    return new FileSums().add(place).add(state).add(packing).hex();
  }

  /** Returns a file name for this place packed in this way: readable, and no other's. */
  String fileName(String packing) {
    String last = place.substring(place.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    String readable = last.substring(0, Math.min(last.length(), NAME_LENGTH));
    return readable + "-" + new FileSums().add(place).add(packing).hex().substring(0, DIGITS);
  }
}
