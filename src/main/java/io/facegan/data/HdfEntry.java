package io.facegan.data;

import io.facegan.internal.util.Text;
import java.util.Arrays;
import java.util.Optional;

/**
 * A dataset in an HDF5 file.
 *
 * @param path relative to the opened group
 * @param layout of its images, if it has any
 * @param origin the program that wrote it
 * @param obstacle why its images cannot be read, if they cannot
 */
record HdfEntry(
    String path,
    long address,
    long[] axes,
    HdfType type,
    Optional<HdfLayout> layout,
    HdfOrigin origin,
    Optional<String> obstacle) {

  boolean isStack() {
    return layout.map(HdfLayout::isStack).orElse(false);
  }

  /** Returns whether the columns of its images come before their rows. */
  boolean isTurned() {
    return layout.map(HdfLayout::turned).orElse(false);
  }

  boolean isImage() {
    return layout.isPresent() && !isStack();
  }

  boolean is(HdfLayout.Kind kind) {
    return layout.map(HdfLayout::kind).equals(Optional.of(kind));
  }

  /** Returns whether this may be a table with an entry for each image of a stack. */
  boolean belongsTo(HdfEntry stack) {
    long count = stack.axes[0];
    boolean last = stack.isTurned() && axes[axes.length - 1] == count;
    return axes.length < stack.axes.length && (axes[0] == count || last);
  }

  /** Describes the dataset: {@code train/images uint8 [2000, 64, 64, 3]}. */
  String describe() {
    String shape = axes.length == 0 ? "" : " " + Arrays.toString(axes);
    return Text.oneLine(path) + " " + type.description() + shape;
  }
}
