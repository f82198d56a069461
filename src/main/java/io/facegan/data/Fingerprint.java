package io.facegan.data;

import java.util.Objects;

/**
 * What a collection is known by without decoding it.
 *
 * @param place where it lies: stays the same when pictures come and go
 * @param state changes when any of the pictures, their names or their order does
 */
public record Fingerprint(String place, String state) {
  /** Checks that both are given. */
  public Fingerprint {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(state, "state");
  }
}
