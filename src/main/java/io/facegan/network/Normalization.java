package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.Locale;

/** The statistics that {@link BatchNorm} layers use when a trained generator runs. */
public enum Normalization {
  /** Those of the batch, as in training: every image then depends on the others in its batch. */
  BATCH("the batch's own statistics"),
  /** The running averages of the training, the usual form. */
  RUNNING_AVERAGES("running averages gathered in training"),
  /** Averages over 200 batches of latents, computed from the trained weights. */
  PRECISE("averages computed over many latents"),
  /**
   * Those of each image by itself. For networks trained on batches of one this is exactly what
   * training did, and unlike {@link #BATCH} it does not depend on the other images in the batch.
   */
  PER_PICTURE("each image's own statistics");

  private final String words;

  Normalization(String words) {
    this.words = words;
  }

  /**
   * Returns the form of sample grids and, unless another is chosen, of exports: {@link
   * #PER_PICTURE} at batch size 1, which repeats the training exactly, else {@link
   * #RUNNING_AVERAGES}.
   *
   * @param batchSize images in a training step
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
}
