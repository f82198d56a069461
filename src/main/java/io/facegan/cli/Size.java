package io.facegan.cli;

import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An image size in pixels, as {@code 128} or {@code 218x178}, the height first. */
record Size(int height, int width) {
  // Nine digits always fit an int.
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:[xX](\\d{1,9}))?");

  static Size parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new FaceGanException(
          "size \"" + text + "\" is not valid: give one number, or height x width as in 218x178");
    }
    int height = Integer.parseInt(matcher.group(1));
    return new Size(height, matcher.group(2) == null ? height : Integer.parseInt(matcher.group(2)));
  }

  ImageShape rgb() {
    return ImageShape.rgb(height, width);
  }
}
