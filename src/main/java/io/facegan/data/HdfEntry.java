package io.facegan.data;

import io.facegan.internal.util.Text;
import java.util.Arrays;
import java.util.Optional;

/**
 * A dataset in an HDF5 file.
 *
 * @param path where it is, from the group that was opened
 * @param address where its header lies
 * @param axes the lengths of its axes
 * @param type what it consists of
 * @param layout how pictures lie in it, if it has any
 * @param unread the filter that keeps it from being read, if there is one
 */
record HdfEntry(
    String path,
    long address,
    long[] axes,
    HdfType type,
    Optional<HdfLayout> layout,
    Optional<String> unread) {

  boolean isStack() {
    return layout.map(HdfLayout::isStack).orElse(false);
  }

  boolean isPicture() {
    return layout.isPresent() && !isStack();
  }

  boolean is(HdfLayout.Kind kind) {
    return layout.map(HdfLayout::kind).equals(Optional.of(kind));
  }

  /** Returns whether this may say something about each picture of a stack. */
  boolean belongsTo(HdfEntry stack) {
    return axes.length < stack.axes.length && axes[0] == stack.axes[0];
  }

  /** Returns what this is: {@code train/images uint8 [2000, 64, 64, 3]}. */
  String words() {
    String shape = axes.length == 0 ? "" : " " + Arrays.toString(axes);
    return Text.oneLine(path) + " " + type.words() + shape;
  }
}
