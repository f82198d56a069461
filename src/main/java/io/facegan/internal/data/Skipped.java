package io.facegan.internal.data;

import io.facegan.internal.image.ImageFormat;

/** An image that was left out, and why, in one line. */
public record Skipped(String name, String reason) {
  /**
   * Returns whether it is of a kind that is read, so that it seems damaged. Many of those make a
   * collection an error; images of other formats may lie beside those to train on.
   */
  public boolean seemsDamaged() {
    return !ImageFormat.isOther(name);
  }
}
