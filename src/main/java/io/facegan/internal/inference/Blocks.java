package io.facegan.internal.inference;

import io.facegan.network.Extent;
import io.facegan.network.ImageShape;

/**
 * A tensor of pictures that is laid out in square blocks: batch x down x across x (side x side x
 * channels), with some rows and columns around the pictures that are not part of them.
 *
 * @param node the name of the operation whose first output it is
 * @param side the side of a block in pixels
 * @param down blocks from top to bottom
 * @param across blocks from left to right
 * @param before rows above the picture and columns left of it that are not part of it
 * @param picture the shape of a picture
 */
record Blocks(String node, int side, int down, int across, Extent before, ImageShape picture) {
  /** The same layout of another tensor. */
  Blocks of(String other) {
    return new Blocks(other, side, down, across, before, picture);
  }

  /** Whether every pixel is part of a picture. */
  boolean isWhole() {
    return picture.height() == down * side && picture.width() == across * side;
  }

  /** Whether a pixel of the blocks, counted from their first, is part of a picture. */
  boolean holds(int row, int column) {
    int y = row - before.height();
    int x = column - before.width();
    return y >= 0 && y < picture.height() && x >= 0 && x < picture.width();
  }

  /** The place of a picture's pixel among all of the blocks' pixels. */
  int index(int row, int column) {
    int y = row + before.height();
    int x = column + before.width();
    return (y / side * across + x / side) * side * side + y % side * side + x % side;
  }

  boolean isLike(Blocks other) {
    return equals(other.of(node));
  }

  /** Values of a block. */
  int depth() {
    return side * side * picture.channels();
  }
}
