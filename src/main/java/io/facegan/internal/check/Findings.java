package io.facegan.internal.check;

import io.facegan.data.ImageBatch;
import io.facegan.image.ImageTrait;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.Skipped;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a check found.
 *
 * @param collection the source, in words
 * @param packing what was checked for
 * @param pictures how many candidates there are
 * @param usable how many of them can be used
 * @param sizes of the usable pictures, the commonest first
 * @param formats of the usable pictures, the commonest first
 * @param traits how many usable pictures have each
 * @param skipped the pictures that cannot be used, in the source's order
 * @param enlarged how many are too small for the shape
 * @param colourless how many RGB pictures are grey, stored as grey or not
 * @param blank names of the pictures that show nothing
 * @param duplicates groups of at least two pictures; the first of each is worth keeping
 * @param sheet some framed pictures, spread over the collection
 * @param sheetNames their names
 * @param mean the mean of all framed pictures: one picture, or none
 */
record Findings(
    String collection,
    Packing packing,
    int pictures,
    int usable,
    List<SizeCount> sizes,
    Map<String, Integer> formats,
    Map<ImageTrait, Integer> traits,
    List<Skipped> skipped,
    int enlarged,
    int colourless,
    List<String> blank,
    List<List<Member>> duplicates,
    ImageBatch sheet,
    List<String> sheetNames,
    ImageBatch mean) {
  Findings {
    sizes = List.copyOf(sizes);
    formats = Collections.unmodifiableMap(new LinkedHashMap<>(formats));
    EnumMap<ImageTrait, Integer> copy = new EnumMap<>(ImageTrait.class);
    copy.putAll(traits);
    traits = Collections.unmodifiableMap(copy);
    skipped = List.copyOf(skipped);
    blank = List.copyOf(blank);
    duplicates = duplicates.stream().map(List::copyOf).toList();
    sheetNames = List.copyOf(sheetNames);
  }

  /** Returns how many pictures could be left out because another one of their group is there. */
  int repeats() {
    return duplicates.stream().mapToInt(group -> group.size() - 1).sum();
  }
}
