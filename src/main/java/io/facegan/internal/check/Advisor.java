package io.facegan.internal.check;

import io.facegan.data.Framing;
import io.facegan.internal.check.CollectionReport.SizeCount;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Suggests how to train on a collection. */
final class Advisor {
  /** Image sides to choose from, the best first, then those for smaller images. */
  private static final List<Integer> SIDES = List.of(128, 96, 64, 48, 32, 16);

  /** At least this share of the images must not be enlarged by the chosen side. */
  private static final double LARGE_ENOUGH = 2 / 3.0;

  private static final double MOST = 0.9;
  private static final double GREY = 0.95;

  private final CollectionReport report;
  private final Framing given;
  private final List<SizeCount> sizes;
  private final int side;

  private Advisor(CollectionReport report) {
    this.report = report;
    given = report.packing().framing();
    sizes =
        given
            .box()
            .map(box -> List.of(new SizeCount(box.width, box.height, report.usable())))
            .orElse(report.sizes());
    side =
        SIDES.stream()
            .filter(s -> count(size -> size.shortSide() >= s) >= LARGE_ENOUGH * report.usable())
            .findFirst()
            .orElse(SIDES.get(SIDES.size() - 1));
  }

  /** Returns what suits the collection; empty if no image can be used. */
  static Optional<Suggestion> advise(CollectionReport report) {
    return report.usable() == 0 ? Optional.empty() : Optional.of(new Advisor(report).suggestion());
  }

  private Suggestion suggestion() {
    List<String> reasons = new ArrayList<>();
    reasons.add(describeSizes());
    Framing framing = framing(reasons);
    ImageShape shape = new ImageShape(side, side, isGrey() ? 1 : 3);
    Networks networks = Networks.portrait(shape);
    Framing scaling = given.box().isPresent() ? framing : Framing.RESIZE;
    reasons.addAll(Hints.of(report, sizes.get(0), networks, scaling));
    return new Suggestion(networks, framing, reasons.stream().map(Hints::sentence).toList());
  }

  private boolean isGrey() {
    return report.packing().shape().channels() == 1
        || report.colourless() >= GREY * report.usable();
  }

  private String describeSizes() {
    SizeCount mostCommon = sizes.get(0);
    Comparator<SizeCount> byPixels = Comparator.comparingLong(SizeCount::pixels);
    String description =
        mostCommon.count() >= MOST * report.usable()
            ? Hints.shareOfImages(mostCommon.count(), report.usable()) + " are " + mostCommon.size()
            : "sizes range from %s to %s"
                .formatted(
                    sizes.stream().min(byPixels).orElseThrow().size(),
                    sizes.stream().max(byPixels).orElseThrow().size());
    int best = SIDES.get(0);
    if (side == best) {
      return description;
    }
    int smaller = count(size -> size.shortSide() < best);
    String which =
        smaller == report.usable() ? "they" : Hints.percent(smaller, report.usable()) + " of them";
    return "%s; %s are smaller than %dx%d and would be enlarged: %dx%d suits them better"
        .formatted(description, which, best, best, side, side);
  }

  private Framing framing(List<String> reasons) {
    int small = count(size -> size.shortSide() < side);
    if (small > 0) {
      reasons.add(
          "%s smaller than %dx%d and enlarged, which blurs them"
              .formatted(Hints.imagesAre(small, report.usable()), side, side));
    }
    if (given.box().isPresent()) {
      reasons.add("the box of --framing stays as given");
      return given;
    }
    if (most(size -> size.shortSide() == side && size.longSide() == side)) {
      reasons.add("nothing is cut off or scaled");
      return Framing.AUTO;
    }
    if (most(this::isMostlyKept)) {
      reasons.add("--framing crop cuts out the middle without scaling, as the tutorial does");
      return Framing.CROP;
    }
    if (most(size -> size.longSide() >= 2 * side)) {
      reasons.add("--framing auto scales them down to %dx%d".formatted(side, side));
      return Framing.AUTO;
    }
    reasons.add("--framing resize shows the whole face; a crop would cut into many faces");
    return Framing.RESIZE;
  }

  /** Whether the middle of an image shows most of it: 128 pixels of at most 192. */
  private boolean isMostlyKept(SizeCount size) {
    return 2 * size.shortSide() <= 3 * side && size.longSide() < 2 * side;
  }

  /** Whether the predicate holds for most of the images that need no enlargement. */
  private boolean most(Predicate<SizeCount> predicate) {
    Predicate<SizeCount> large = size -> size.shortSide() >= side;
    return count(large) > 0 && count(large.and(predicate)) >= MOST * count(large);
  }

  private int count(Predicate<SizeCount> predicate) {
    return sizes.stream().filter(predicate).mapToInt(SizeCount::count).sum();
  }
}
