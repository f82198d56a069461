package io.facegan.internal.check;

/**
 * How many pictures have a size.
 *
 * @param width in pixels, of the upright picture
 * @param height in pixels
 * @param count at least 1
 */
record SizeCount(int width, int height, int count) {
  int shortSide() {
    return Math.min(width, height);
  }

  int longSide() {
    return Math.max(width, height);
  }

  long pixels() {
    return (long) width * height;
  }

  String words() {
    return words(width, height);
  }

  /** Returns a size as people write it, the width first. */
  static String words(int width, int height) {
    return width + "x" + height;
  }
}
