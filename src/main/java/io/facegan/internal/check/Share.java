package io.facegan.internal.check;

import io.facegan.internal.util.Text;

/** Says in words how many of how many. */
final class Share {
  private Share() {}

  /** Returns {@code 97 %}, {@code under 1 %} if some but hardly any, 100 only if all. */
  static String percent(long part, long all) {
    if (part > 0 && part * 100 < all) {
      return "under 1 %";
    }
    return Text.format("%d %%", all == 0 ? 0 : part * 100 / all);
  }

  /** Returns {@code all pictures} or {@code 97 % of the pictures}. */
  static String ofPictures(long part, long all) {
    return part == all ? "all pictures" : percent(part, all) + " of the pictures";
  }

  /** Returns {@code all pictures are}, {@code 1 picture is} or {@code 97 % of the pictures are}. */
  static String arePictures(long part, long all) {
    return part == 1 ? "1 picture is" : ofPictures(part, all) + " are";
  }

  /** Returns a sentence: with a capital letter and a full stop. */
  static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
