package io.facegan.data;

import java.util.Objects;

/**
 * Identifies a collection without decoding it.
 *
 * @param place the location, which stays the same when images are added or removed
 * @param state changes if any of the images, their names or their order changes
 */
public record Fingerprint(String place, String state) {
  /** Checks that neither is null. */
  public Fingerprint {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(state, "state");
  }
}
