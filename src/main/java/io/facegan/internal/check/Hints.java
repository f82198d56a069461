package io.facegan.internal.check;

import io.facegan.data.Framing;
import io.facegan.error.FaceGanException;
import io.facegan.internal.check.CollectionReport.SizeCount;
import io.facegan.internal.util.Text;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.util.ArrayList;
import java.util.List;

/** Remarks on a collection, and the wording that they share with the {@link Advisor}. */
final class Hints {
  /** A size that trains in minutes on a CPU. */
  private static final int FAST = 64;

  private static final int FEW = 1_000;
  private static final double MOST = 0.9;
  private static final double SOME = 0.05;
  private static final int LARGEST_AREA = 4;

  private Hints() {}

  /** Returns the hints, each a sentence without capital letter and full stop. */
  static List<String> of(
      CollectionReport report, SizeCount mostCommon, Networks suggested, Framing scaling) {
    List<String> hints = new ArrayList<>();
    ImageShape shape = suggested.imageShape();
    grey(report, shape, hints);
    if (mostCommon.count() >= MOST * report.usable()) {
      wholeImages(mostCommon, shape, hints);
    }
    if (shape.height() > FAST) {
      hints.add("for faces within minutes on a CPU: --size " + FAST + " --framing " + scaling);
    }
    if (report.usable() < FEW) {
      hints.add(
          "%s %s few: --mirror also shows them mirrored"
              .formatted(
                  Text.count(report.usable(), "image"), report.usable() == 1 ? "is" : "are"));
    }
    long others = report.skipped().stream().filter(image -> !image.seemsDamaged()).count();
    if (report.images() - others - report.usable() > report.usable()) {
      hints.add("more than half of the images cannot be used: training refuses that");
    }
    return hints;
  }

  private static void grey(CollectionReport report, ImageShape shape, List<String> hints) {
    if (report.packing().shape().channels() > 1 && report.colourless() >= SOME * report.usable()) {
      hints.add(
          imagesAre(report.colourless(), report.usable())
              + (shape.channels() == 1
                  ? " grey: --grey saves the networks two channels"
                  : " grey: some generated faces will be grey, too"));
    }
  }

  private static void wholeImages(SizeCount size, ImageShape shape, List<String> hints) {
    double area = size.pixels() / (double) (shape.width() * shape.height());
    ImageShape whole = new ImageShape(size.height(), size.width(), shape.channels());
    if (!whole.equals(shape) && area <= LARGEST_AREA && isReachable(whole)) {
      hints.add(
          Text.format(
              "--recipe tutorial --size %s cuts nothing off, with %.1f times the pixels",
              Suggestion.size(whole), area));
    }
  }

  private static boolean isReachable(ImageShape shape) {
    try {
      Networks.tutorial(Activation.LEAKY_RELU, shape);
      return true;
    } catch (FaceGanException unreachable) {
      return false;
    }
  }

  /** Returns {@code 97 %}, {@code under 1 %} if it is not 0, 100 only if it is all. */
  static String percent(long part, long all) {
    if (part > 0 && part * 100 < all) {
      return "under 1 %";
    }
    return Text.format("%d %%", all == 0 ? 0 : part * 100 / all);
  }

  /** Returns {@code all images} or {@code 97 % of the images}. */
  static String shareOfImages(long part, long all) {
    return part == all ? "all images" : percent(part, all) + " of the images";
  }

  /** Returns {@code all images are}, {@code 1 image is} or {@code 97 % of the images are}. */
  static String imagesAre(long part, long all) {
    return part == 1 ? "1 image is" : shareOfImages(part, all) + " are";
  }

  /** Adds a capital letter and a full stop. */
  static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
