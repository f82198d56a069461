package io.facegan.internal.data;

import io.facegan.data.ImageSource;
import io.facegan.data.Labelling;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The labels of all images of a source.
 *
 * @param names of the labels, sorted; a label's number is its place here
 * @param ofImages the number of each image's label, -1 of an image without one
 * @param notes what is odd about the labels, a line for people each
 */
public record SourceLabels(List<String> names, int[] ofImages, List<String> notes) {
  /** How many examples a message shows. */
  private static final int SHOWN = 3;

  /**
   * Finds the labels of a source.
   *
   * @throws FaceGanException if the source or the file has none of that kind, fewer than 2 labels,
   *     or more than half of the images are without
   */
  public static SourceLabels of(ImageSource source, Labelling labelling) {
    if (labelling.equals(Labelling.FOLDERS)) {
      return of(folders(source), List.of(), source, labelling);
    }
    if (labelling.file().isPresent()) {
      LabelFile file = LabelFile.read(labelling.file().get());
      List<String> labels = file.of(source);
      return of(labels, file.notes(source), source, labelling);
    }
    List<String> known =
        source
            .labels(labelling.toString())
            .orElseThrow(
                () ->
                    new FaceGanException(
                        "%s has no labels \"%s\": give folders for its subfolders, a file that ends with"
                                .formatted(source.describe(), labelling)
                            + " .csv, or for drawn faces glasses or hair"));
    return of(known, List.of(), source, labelling);
  }

  private static SourceLabels of(
      List<String> labels, List<String> notes, ImageSource source, Labelling labelling) {
    List<String> names =
        List.copyOf(
            new TreeSet<>(
                labels.stream().filter(Objects::nonNull).map(SourceLabels::name).toList()));
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    int[] ofImages =
        labels.stream().mapToInt(label -> label == null ? -1 : numbers.get(name(label))).toArray();
    SourceLabels found = new SourceLabels(names, ofImages, notes);
    found.check(source, labelling);
    return found;
  }

  /** Returns a label as all systems write it: macOS takes letters and their accents apart. */
  private static String name(String label) {
    String name = Normalizer.normalize(label, Normalizer.Form.NFC);
    if (!Text.oneLine(name).equals(name)) {
      throw new FaceGanException(
          "label \"%s\" begins or ends with a space, is longer than 300 characters, or has line breaks or"
                  .formatted(Text.oneLine(name))
              + " other control characters: give it another name");
    }
    return name;
  }

  private void check(ImageSource source, Labelling labelling) {
    List<String> without = without(source);
    if (2 * without.size() > source.size()) {
      throw new FaceGanException(
          Text.format(
              "%,d of the %,d images in %s have no label by \"%s\" (%s): label them, or train without labels",
              without.size(), source.size(), source.describe(), labelling, examples(without)));
    }
    if (names.size() < 2) {
      throw new FaceGanException(
          "all images in %s have the same label by \"%s\", %s: give images of at least 2 labels, or train without"
              .formatted(source.describe(), labelling, names.get(0)));
    }
  }

  /** Returns the names of the images without a label. */
  public List<String> without(ImageSource source) {
    List<String> without = new ArrayList<>();
    for (int i = 0; i < ofImages.length; i++) {
      if (ofImages[i] < 0) {
        without.add(source.name(i));
      }
    }
    return without;
  }

  /** Returns how many images have each label. */
  public int[] counts() {
    int[] counts = new int[names.size()];
    Arrays.stream(ofImages).filter(label -> label >= 0).forEach(label -> counts[label]++);
    return counts;
  }

  /** Returns the first names, and how many more there are. */
  public static String examples(List<String> names) {
    List<String> shown = names.stream().limit(SHOWN).map(Text::oneLine).toList();
    return String.join(", ", shown)
        + (names.size() > SHOWN ? Text.format(" and %,d more", names.size() - SHOWN) : "");
  }

  /** An image's label is the first folder that not all images are in. */
  private static List<String> folders(ImageSource source) {
    String common = commonFolder(source);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      String below = source.name(i).substring(common.length());
      int end = below.indexOf('/');
      labels.add(end < 0 ? null : below.substring(0, end));
    }
    return labels;
  }

  /** A zip often holds one folder with all others. */
  private static String commonFolder(ImageSource source) {
    String first = source.name(0);
    int end = 0;
    for (int next = first.indexOf('/'); next >= 0; next = first.indexOf('/', end)) {
      String folder = first.substring(0, next + 1);
      for (int i = 0; i < source.size(); i++) {
        if (!source.name(i).startsWith(folder)) {
          return first.substring(0, end);
        }
      }
      end = next + 1;
    }
    return first.substring(0, end);
  }
}
