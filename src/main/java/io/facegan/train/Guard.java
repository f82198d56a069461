package io.facegan.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
  /** Whatever the latent, the generator draws nearly the same picture (mode collapse). */
  COLLAPSE;

  /**
   * Reads a name as {@link #toString} gives it.
   *
   * @throws IllegalArgumentException if there is no such guard; the message names all
   */
  public static Guard parse(String text) {
    return Names.parse("guard", text, values());
  }

  /** Returns the name in lower case with hyphens: {@code not-finite}. */
  @Override
  public String toString() {
    return Names.of(this);
  }

  /** Names of enum values for people. */
  static final class Names {
    static String of(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(String what, String text, E[] values) {
      return Arrays.stream(values)
          .filter(value -> of(value).equals(text.toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "%s is '%s': choose one of %s"
                          .formatted(
                              what,
                              text,
                              Arrays.stream(values)
                                  .map(Names::of)
                                  .collect(Collectors.joining(", ")))));
    }

    private Names() {}
  }
}
