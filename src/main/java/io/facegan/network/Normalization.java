package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.Locale;

/** Whose mean and variance a batch norm layer divides by. */
public enum Normalization {
  /** The batch's own, as in training; every picture then depends on the others beside it. */
  BATCH("the batch's own statistics"),
  /** Running averages gathered in training, the usual form after training. */
  RUNNING_AVERAGES("running averages gathered in training"),
  /** Averages over many batches of latents, computed from the trained weights. */
  PRECISE("averages taken anew over many latents"),
  /**
   * Each picture's own. For networks trained on batches of one this is exactly what training did,
   * and unlike {@link #BATCH} it does not depend on how many pictures are drawn at once.
   */
  PER_PICTURE("each picture's own statistics");

  private final String words;

  Normalization(String words) {
    this.words = words;
  }

  /**
   * Returns the form in which a generator trained at this batch size draws pictures outside of
   * training, in sample grids as in exports: with a batch of one {@link #PER_PICTURE}, which
   * repeats its training exactly, else {@link #RUNNING_AVERAGES}.
   */
  public static Normalization afterTrainingAt(int batchSize) {
    return batchSize == 1 ? PER_PICTURE : RUNNING_AVERAGES;
  }

  /**
   * Reads {@code batch}, {@code running}, {@code precise} or {@code picture}, in any case.
   *
   * @throws FaceGanException for anything else
   */
  public static Normalization parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "batch" -> BATCH;
      case "running" -> RUNNING_AVERAGES;
      case "precise" -> PRECISE;
      case "picture" -> PER_PICTURE;
      default ->
          throw new FaceGanException(
              "batch norm form \"%s\" is unknown: use one of picture, running, precise, batch"
                  .formatted(text));
    };
  }

  /**
   * Returns whether a batch norm layer divides by the averages that are kept with the weights, in
   * place of statistics of what it is given. A vector has no positions to average over, so its
   * {@link #PER_PICTURE} form does so too.
   *
   * @param shape what the layer gives for one image
   */
  public boolean usesAverages(FeatureShape shape) {
    return switch (this) {
      case BATCH -> false;
      case PER_PICTURE -> !(shape instanceof ImageShape);
      case RUNNING_AVERAGES, PRECISE -> true;
    };
  }

  /** Returns the form in words. */
  public String describe() {
    return words;
  }

  /**
   * Checks that a picture is the same whatever is drawn beside it.
   *
   * @param where this is needed, for the message
   * @throws FaceGanException if it depends on the others
   */
  public void checkStandsAlone(String where) {
    if (this == BATCH) {
      throw new FaceGanException(
          "batch norm by %s is not for %s: its pictures would depend on those beside them. Choose"
                  .formatted(words, where)
              + " another form, or a SavedModel");
    }
  }
}
