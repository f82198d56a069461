package io.facegan.internal.export;

import io.facegan.error.FaceGanException;
import io.facegan.network.Normalization;

/** Keeps forms of batch norm in which images depend on each other out of some models. */
public final class StandAlone {
  /** Refuses a form in which an image depends on the others in its batch. */
  public static void check(Normalization form, String what) {
    if (form == Normalization.BATCH) {
      throw new FaceGanException(
          "batch norm by %s is not for %s: its images would depend on those beside them. Choose"
                  .formatted(form.describe(), what)
              + " another form, or a SavedModel");
    }
  }

  private StandAlone() {}
}
