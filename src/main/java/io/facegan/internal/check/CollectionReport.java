package io.facegan.internal.check;

import io.facegan.data.ImageBatch;
import io.facegan.image.ImageTrait;
import io.facegan.internal.data.Skipped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@link CollectionCheck} found. Names are those of the source, on one line each. */
public final class CollectionReport {
  private final Findings findings;
  private final Optional<Suggestion> suggestion;

  CollectionReport(Findings findings) {
    this.findings = findings;
    suggestion = Adviser.advise(findings);
  }

  /** Returns how many candidate pictures there are. */
  public int pictures() {
    return findings.pictures();
  }

  /**
   * Returns how many of them can be used. What follows is about these, unless it says otherwise.
   */
  public int usable() {
    return findings.usable();
  }

  /** Returns how many have which size, width x height as in {@code 178x218}, commonest first. */
  public Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    findings.sizes().forEach(size -> sizes.put(size.words(), size.count()));
    return sizes;
  }

  /** Returns how many have which format, commonest first. */
  public Map<String, Integer> formats() {
    return findings.formats();
  }

  /** Returns how many have which trait. */
  public Map<ImageTrait, Integer> traits() {
    return findings.traits();
  }

  /** Returns all pictures that cannot be used, in the source's order. */
  public List<Skipped> skipped() {
    return findings.skipped();
  }

  /** Returns how many are too small for the shape they were checked for. */
  public int enlarged() {
    return findings.enlarged();
  }

  /**
   * Returns how many show no colour, whether they are stored as grey or as RGB; 0 if it was checked
   * for grey networks.
   */
  public int colourless() {
    return findings.colourless();
  }

  /** Returns the names of those that show nothing but one shade; they are in no group. */
  public List<String> blank() {
    return findings.blank();
  }

  /**
   * Returns groups of pictures that look alike but for size, quality, brightness or colour, by
   * their names, the largest group first. Every picture of a group looks like its first one; if of
   * each group only the first is kept, no two that are left look alike.
   */
  public List<List<String>> nearDuplicates() {
    return findings.duplicates().stream()
        .map(group -> group.stream().map(Member::name).toList())
        .toList();
  }

  /**
   * Returns 64 pictures spread evenly over the collection, as the network will see them; fewer if
   * there are no more or they are larger than 256x256.
   */
  public ImageBatch contactSheet() {
    return findings.sheet();
  }

  /** Returns the mean of all framed pictures: one picture, or none if none can be used. */
  public ImageBatch meanFace() {
    return findings.mean();
  }

  /** Returns how to train on the collection; nothing if no picture can be used. */
  public Optional<Suggestion> suggestion() {
    return suggestion;
  }

  /** Returns it all in words, for people: lines of at most 100 characters, or one word. */
  public String text() {
    return new ReportText(findings, suggestion).toString();
  }

  /**
   * Returns it all as a web page with pictures: HTML that is XML too, in one file, without scripts,
   * to be written in UTF-8.
   */
  public String html() {
    return new ReportPage(findings, suggestion).toString();
  }
}
