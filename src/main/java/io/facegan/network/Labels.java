package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The labels that {@linkplain Networks#labelled labelled} networks know: the generator draws an
 * image of a label, and the discriminator judges whether an image is a real one of its label.
 *
 * <p>The generator has a trained vector for each label, which is joined to the latent (Mirza and
 * Osindero, "Conditional Generative Adversarial Nets", 2014). The discriminator's logit grows by
 * the product of another trained vector with what its last layer takes (Miyato and Koyama, "cGANs
 * with Projection Discriminator", 2018).
 *
 * @param names of the labels, at least 2, each another and not blank; a label's number is its place
 *     here, from 0. None for networks without labels
 * @param embedding how many values the generator's vector of a label has, at least 1; 0 without
 *     labels
 */
public record Labels(List<String> names, int embedding) {
  /** No labels. */
  public static final Labels NONE = new Labels(List.of(), 0);

  /** What {@link #of} takes. */
  private static final int EMBEDDING = 32;

  /** The most labels: a discriminator has some thousand weights for each. */
  private static final int MOST = 100_000;

  /**
   * Checks the names.
   *
   * @throws FaceGanException if there is one label only or more than 100,000, a name is blank or
   *     there twice, or the embedding's size does not fit
   */
  public Labels {
    names = List.copyOf(names);
    if (names.isEmpty() ? embedding != 0 : embedding < 1) {
      throw new FaceGanException(
          "the embedding of %d labels has %d values: it must have at least 1, and 0 without labels"
              .formatted(names.size(), embedding));
    }
    if (names.size() == 1) {
      throw new FaceGanException(
          "the only label is \"%s\", which tells nothing: give images of at least 2 labels, or train"
                  .formatted(names.get(0))
              + " without labels");
    }
    if (names.size() > MOST) {
      throw new FaceGanException(
          "there are %d labels: %d are the most".formatted(names.size(), MOST));
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank() || !seen.add(name)) {
        throw new FaceGanException(
            "label \"%s\" is %s: give each label a name of its own"
                .formatted(name, name.isBlank() ? "blank" : "there twice"));
      }
    }
  }

  /**
   * Returns labels with an embedding of 32 values.
   *
   * @throws FaceGanException if there are fewer than 2 or a name is blank or there twice
   */
  public static Labels of(List<String> names) {
    return new Labels(names, EMBEDDING);
  }

  /** Returns whether there are none. */
  public boolean isNone() {
    return names.isEmpty();
  }

  /** Returns how many there are. */
  public int count() {
    return names.size();
  }

  /**
   * Returns the number of a label, from 0.
   *
   * @throws FaceGanException if there is none of this name; the message lists those there are
   */
  public int number(String name) {
    int number = names.indexOf(name);
    if (number < 0) {
      throw new FaceGanException("there is no label \"%s\": %s".formatted(name, choice()));
    }
    return number;
  }

  /** Returns the labels to choose from in words, of many the first 20. */
  public String choice() {
    int shown = Math.min(20, names.size());
    return "choose one of "
        + String.join(", ", names.subList(0, shown))
        + (shown < names.size() ? " and %d more".formatted(names.size() - shown) : "");
  }

  String describe() {
    return "%s labels: their embedding of %d values is joined to the latent; %s"
        .formatted(Checks.grouped(count()), embedding, choice().replace("choose one of ", ""));
  }
}
