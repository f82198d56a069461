package io.facegan.cli;

import io.facegan.data.Framing;
import io.facegan.error.FaceGanException;
import java.awt.Color;
import picocli.CommandLine.Option;

/** The options of commands that bring images to the size of a model's. */
class FramingOptions {
  @Option(
      names = "--framing",
      paramLabel = "HOW",
      defaultValue = "auto",
      description = {
        "How images get their size (default: ${DEFAULT-VALUE}):",
        "crop: the middle is cut out, as in the tutorial",
        "resize: scaled until it just covers the size, then cut",
        "auto: crop, but resize from twice the size on",
        "box:X,Y,WIDTHxHEIGHT: this part of every image, then as resize"
      })
  Framing framing;

  @Option(
      names = "--background",
      paramLabel = "#RRGGBB",
      defaultValue = "#ffffff",
      description = "The colour behind transparent pixels (default: ${DEFAULT-VALUE}).")
  Color background;

  static Color parseColour(String text) {
    if (!text.matches("#[0-9A-Fa-f]{6}")) {
      throw new FaceGanException(
          "colour is '%s': give six hexadecimal digits as in #ffffff".formatted(text));
    }
    return Color.decode(text);
  }
}
