package io.facegan.internal.check;

import io.facegan.data.Framing;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.util.ArrayList;
import java.util.List;

/** What else is worth knowing before a training. */
final class Hints {
  private static final int FEW = 1_000;
  private static final double MOST = 0.9;
  private static final double SOME = 0.05;
  private static final int LARGEST_AREA = 4;

  private Hints() {}

  /**
   * Returns the hints, in words that can stand in a sentence.
   *
   * @param commonest size of what is framed
   * @param suggested the networks that are suggested
   * @param scaling the framing that scales
   */
  static List<String> of(Findings found, SizeCount commonest, Networks suggested, Framing scaling) {
    List<String> hints = new ArrayList<>();
    ImageShape shape = suggested.imageShape();
    grey(found, shape, hints);
    if (commonest.count() >= MOST * found.usable()) {
      whole(commonest, shape, hints);
    }
    if (suggested.name().equals(Networks.small().name())) {
      return few(found, hints);
    }
    hints.add("for faces within minutes on a CPU: --networks small --size 64 --framing " + scaling);
    return few(found, hints);
  }

  private static void grey(Findings found, ImageShape shape, List<String> hints) {
    if (found.packing().shape().channels() == 1 || found.colourless() < SOME * found.usable()) {
      return;
    }
    hints.add(
        Share.arePictures(found.colourless(), found.usable())
            + (shape.channels() == 1
                ? " grey: --grey spares the networks two channels"
                : " grey: the network will draw some grey faces, too"));
  }

  private static void whole(SizeCount size, ImageShape shape, List<String> hints) {
    double area = size.width() * (double) size.height() / (shape.width() * shape.height());
    ImageShape whole = new ImageShape(size.height(), size.width(), shape.channels());
    if (whole.equals(shape) || area > LARGEST_AREA || !isReached(whole)) {
      return;
    }
    hints.add(
        Text.format(
            "--networks tutorial --size %s cuts nothing off, with %.1f times the pixels",
            Suggestion.size(whole), area));
  }

  private static boolean isReached(ImageShape shape) {
    try {
      Networks.tutorial(Activation.LEAKY_RELU, shape);
      return true;
    } catch (FaceGanException unreached) {
      return false;
    }
  }

  private static List<String> few(Findings found, List<String> hints) {
    if (found.usable() < FEW) {
      hints.add(
          Text.count(found.usable(), "picture")
              + (found.usable() == 1 ? " is" : " are")
              + " few: --mirror shows them mirrored, too");
    }
    if (found.pictures() - found.usable() > found.usable()) {
      hints.add("more than half of the pictures cannot be used: training refuses that");
    }
    return hints;
  }
}
