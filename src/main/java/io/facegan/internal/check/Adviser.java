package io.facegan.internal.check;

import io.facegan.data.Framing;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Suggests how to train on a collection. */
final class Adviser {
  /** What is suggested, the best first: the tutorial's side, and what suits smaller pictures. */
  private static final List<Integer> SIDES = List.of(128, 96, 64, 48, 32, 16);

  /** The tutorial's networks from here on, the small ones below, which were made for this side. */
  private static final int SMALL = 64;

  /** The share of the pictures that a side must not enlarge. */
  private static final double ENOUGH = 2 / 3.0;

  private static final double MOST = 0.9;
  private static final double GREY = 0.95;
  private static final Pattern BOX = Pattern.compile("box:\\d+,\\d+,(\\d+)x(\\d+)");

  private final Findings found;
  private final List<SizeCount> sizes;
  private final int side;

  private Adviser(Findings found) {
    this.found = found;
    Matcher box = BOX.matcher(found.packing().framing().toString());
    sizes =
        box.matches()
            ? List.of(
                new SizeCount(
                    Integer.parseInt(box.group(1)), Integer.parseInt(box.group(2)), found.usable()))
            : found.sizes();
    side =
        SIDES.stream()
            .filter(s -> count(size -> size.shortSide() >= s) >= ENOUGH * found.usable())
            .findFirst()
            .orElse(SIDES.get(SIDES.size() - 1));
  }

  /** Returns what suits the collection; nothing if no picture can be used. */
  static Optional<Suggestion> advise(Findings found) {
    return found.usable() == 0 ? Optional.empty() : Optional.of(new Adviser(found).suggestion());
  }

  private Suggestion suggestion() {
    List<String> reasons = new ArrayList<>();
    reasons.add(sizesInWords());
    Framing framing = framing(reasons);
    ImageShape shape = new ImageShape(side, side, isGrey() ? 1 : 3);
    Networks networks =
        side > SMALL ? Networks.tutorial(Activation.LEAKY_RELU, shape) : Networks.small(shape);
    reasons.addAll(Hints.of(found, sizes.get(0), networks, isBox() ? framing : Framing.RESIZE));
    return new Suggestion(networks, framing, reasons.stream().map(Share::sentence).toList());
  }

  private boolean isBox() {
    return BOX.matcher(found.packing().framing().toString()).matches();
  }

  private boolean isGrey() {
    return found.packing().shape().channels() == 1 || found.colourless() >= GREY * found.usable();
  }

  private String sizesInWords() {
    SizeCount commonest = sizes.get(0);
    Comparator<SizeCount> byPixels = Comparator.comparingLong(SizeCount::pixels);
    String words =
        commonest.count() >= MOST * found.usable()
            ? Share.ofPictures(commonest.count(), found.usable()) + " are " + commonest.words()
            : "sizes run from %s to %s"
                .formatted(
                    sizes.stream().min(byPixels).orElseThrow().words(),
                    sizes.stream().max(byPixels).orElseThrow().words());
    int best = SIDES.get(0);
    if (side == best) {
      return words;
    }
    int smaller = count(size -> size.shortSide() < best);
    String which =
        smaller == found.usable() ? "they" : Share.percent(smaller, found.usable()) + " of them";
    return "%s; %s are smaller than %dx%d and would be enlarged: %dx%d suits them better"
        .formatted(words, which, best, best, side, side);
  }

  private Framing framing(List<String> reasons) {
    int small = count(size -> size.shortSide() < side);
    if (small > 0) {
      reasons.add(
          "%s smaller than %dx%d and enlarged, which blurs them"
              .formatted(Share.arePictures(small, found.usable()), side, side));
    }
    if (isBox()) {
      reasons.add("the box of --framing is kept as it was given");
      return found.packing().framing();
    }
    if (most(size -> size.shortSide() == side && size.longSide() == side)) {
      reasons.add("nothing is cut off or scaled");
      return Framing.AUTO;
    }
    if (most(this::isMostlyKept)) {
      reasons.add("--framing crop cuts the middle out without scaling, as the tutorial does");
      return Framing.CROP;
    }
    if (most(size -> size.longSide() >= 2 * side)) {
      reasons.add("--framing auto scales them down to %dx%d".formatted(side, side));
      return Framing.AUTO;
    }
    reasons.add("--framing resize shows all of each face; a crop would cut into many");
    return Framing.RESIZE;
  }

  /** Whether the middle of a picture shows most of it: 128 pixels of at most 192. */
  private boolean isMostlyKept(SizeCount size) {
    return 2 * size.shortSide() <= 3 * side && size.longSide() < 2 * side;
  }

  /** Whether this is so for most of the pictures that need not be enlarged. */
  private boolean most(Predicate<SizeCount> which) {
    Predicate<SizeCount> large = size -> size.shortSide() >= side;
    return count(large) > 0 && count(large.and(which)) >= MOST * count(large);
  }

  private int count(Predicate<SizeCount> which) {
    return sizes.stream().filter(which).mapToInt(SizeCount::count).sum();
  }
}
