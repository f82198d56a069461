package io.facegan.data;

import io.facegan.internal.util.Text;
import java.util.Arrays;
import java.util.Optional;

/**
 * A dataset in an HDF5 file.
 *
 * @param path relative to the opened group
 * @param layout of its images, if it has any
 * @param unsupported the unsupported filter, if there is one
 */
record HdfEntry(
    String path,
    long address,
    long[] axes,
    HdfType type,
    Optional<HdfLayout> layout,
    Optional<String> unsupported) {

  boolean isStack() {
    return layout.map(HdfLayout::isStack).orElse(false);
  }

  boolean isImage() {
    return layout.isPresent() && !isStack();
  }

  boolean is(HdfLayout.Kind kind) {
    return layout.map(HdfLayout::kind).equals(Optional.of(kind));
  }

  /** Returns whether this may be a table with an entry for each image of a stack. */
  boolean belongsTo(HdfEntry stack) {
    return axes.length < stack.axes.length && axes[0] == stack.axes[0];
  }

  /** Describes the dataset: {@code train/images uint8 [2000, 64, 64, 3]}. */
  String describe() {
    String shape = axes.length == 0 ? "" : " " + Arrays.toString(axes);
    return Text.oneLine(path) + " " + type.description() + shape;
  }
}
