package io.facegan.internal.check;

import io.facegan.data.ImageSource;
import io.facegan.data.Labelling;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.LabelText;
import io.facegan.internal.data.SourceLabels;
import io.facegan.internal.util.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The labels of a collection.
 *
 * @param labelling where they come from
 * @param names of the labels, sorted
 * @param counts how many images have each
 * @param lines what a training says of them, and what is odd about them
 */
public record LabelsReport(
    Labelling labelling, List<String> names, List<Integer> counts, List<String> lines) {
  /**
   * Looks at the labels of all images, also of those that cannot be used.
   *
   * @throws FaceGanException as {@link SourceLabels#of}
   */
  public static LabelsReport of(ImageSource source, Labelling labelling) {
    SourceLabels found = SourceLabels.of(source, labelling);
    List<Integer> counts = Arrays.stream(found.counts()).boxed().toList();
    List<String> lines = new ArrayList<>(LabelText.of(found.names(), counts));
    lines.addAll(found.notes());
    List<String> without = found.without(source);
    if (!without.isEmpty()) {
      lines.add(
          "%s no label and would be skipped: %s"
              .formatted(
                  without.size() == 1
                      ? "1 image has"
                      : Text.format("%,d images have", without.size()),
                  SourceLabels.examples(without)));
    }
    return new LabelsReport(labelling, found.names(), counts, lines);
  }

  /** Returns the report as lines. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("Labels by ").append(labelling).append(", all images counted\n");
    lines.forEach(line -> text.append("  - ").append(line).append('\n'));
    return text.toString();
  }
}
