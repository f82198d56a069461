package io.facegan.train;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.EnumNames;

/** A way in which trainings die. */
public enum Guard {
  /** A loss or a weight is NaN or infinite; nothing can be learnt from then on. */
  NOT_FINITE,
  /**
   * The generator gets nothing to go by: the discriminator tells real from generated without fail,
   * or is ahead and the generator's gradient has vanished (Arjovsky and Bottou, "Towards Principled
   * Methods for Training Generative Adversarial Networks", 2017).
   */
  DISCRIMINATOR_WON,
  /** Whatever the latent, the generator draws nearly the same image (mode collapse). */
  COLLAPSE;

  /**
   * Reads a name as {@link #toString} gives it.
   *
   * @throws FaceGanException if there is no such guard; the message names all
   */
  public static Guard parse(String text) {
    return EnumNames.parse("guard", text, values());
  }

  /** Returns the name in lower case with hyphens: {@code not-finite}. */
  @Override
  public String toString() {
    return EnumNames.of(this);
  }
}
