package io.facegan.internal.data;

import io.facegan.internal.util.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Labels and their counts in words. */
public final class LabelText {
  private static final int SHOWN = 20;

  /** Fewer images than this are learnt by heart. */
  private static final int FEW = 10;

  /** Returns a line with the counts of labels, and another if some have few images. */
  public static List<String> of(List<String> names, List<Integer> counts) {
    List<String> lines = new ArrayList<>();
    lines.add(Text.count(names.size(), "label") + ": " + listed(names, counts, 1));
    long few = counts.stream().filter(count -> count < FEW).count();
    if (few > 0) {
      lines.add(
          Text.format(
              "%s fewer than %d images, which will be learnt by heart: %s",
              few == 1 ? "1 label has" : Text.format("%,d labels have", few),
              FEW,
              listed(names, counts, -FEW)));
    }
    return lines;
  }

  /** Lists the labels that have at least so many images or, if negative, fewer. */
  private static String listed(List<String> names, List<Integer> counts, int bound) {
    List<String> all =
        IntStream.range(0, names.size())
            .filter(i -> bound < 0 ? counts.get(i) < -bound : counts.get(i) >= bound)
            .mapToObj(i -> Text.format("%s %,d", names.get(i), counts.get(i)))
            .toList();
    String shown = all.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return all.size() > SHOWN ? Text.format("%s and %,d more", shown, all.size() - SHOWN) : shown;
  }

  private LabelText() {}
}
