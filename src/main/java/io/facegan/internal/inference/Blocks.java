package io.facegan.internal.inference;

import io.facegan.network.Extent;
import io.facegan.network.ImageShape;

/**
 * A tensor of images in square blocks: batch x down x across x (side x side x channels), with some
 * rows and columns around the images that are not part of them.
 *
 * @param node the name of the operation that outputs it
 * @param before the rows above and columns left of the image that are not part of it
 */
record Blocks(String node, int side, int down, int across, Extent before, ImageShape image) {
  /** Returns the same layout for another tensor. */
  Blocks of(String other) {
    return new Blocks(other, side, down, across, before, image);
  }

  /** Returns whether every pixel is part of an image. */
  boolean isWhole() {
    return image.height() == down * side && image.width() == across * side;
  }

  /** Returns whether a pixel of the blocks, counted from their first, is part of an image. */
  boolean holds(int row, int column) {
    int y = row - before.height();
    int x = column - before.width();
    return y >= 0 && y < image.height() && x >= 0 && x < image.width();
  }

  /** Returns the index of an image's pixel among the pixels of all blocks. */
  int index(int row, int column) {
    int y = row + before.height();
    int x = column + before.width();
    return (y / side * across + x / side) * side * side + y % side * side + x % side;
  }

  boolean isLike(Blocks other) {
    return equals(other.of(node));
  }

  /** Returns the number of values of a block. */
  int depth() {
    return side * side * image.channels();
  }
}
