package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A function applied to every value of a feature map, as an {@link ActivationLayer} or by its name
 * on the command line.
 *
 * @param kind which function
 * @param slope what a leaky ReLU multiplies negative values by, at least 0 and below 1; 0 for every
 *     other kind
 */
public record Activation(Kind kind, double slope) {
  /** The functions, each given for a value x. */
  public enum Kind {
    /** {@code x} if x is positive, else {@code slope * x} (Maas, Hannun and Ng, 2013). */
    LEAKY_RELU,
    /** {@code x} if x is positive, else 0. */
    RELU,
    /** {@code x * (1 + erf(x / sqrt(2))) / 2}, the exact form (Hendrycks and Gimpel, 2016). */
    GELU,
    /** {@code 1 / (1 + exp(-x))}, between 0 and 1. */
    SIGMOID,
    /** The hyperbolic tangent, between -1 and 1. */
    TANH;

    private String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Leaky ReLU with slope 0.2, the tutorial's. */
  public static final Activation LEAKY_RELU = leakyRelu(0.2);

  /** ReLU. */
  public static final Activation RELU = new Activation(Kind.RELU, 0);

  /** GELU in its exact form, with erf. */
  public static final Activation GELU = new Activation(Kind.GELU, 0);

  /** Sigmoid. */
  public static final Activation SIGMOID = new Activation(Kind.SIGMOID, 0);

  /** Hyperbolic tangent. */
  public static final Activation TANH = new Activation(Kind.TANH, 0);

  /**
   * Checks the slope.
   *
   * @throws FaceGanException if it is out of its range, or not 0 for a kind without one
   */
  public Activation {
    Objects.requireNonNull(kind, "kind");
    if (kind == Kind.LEAKY_RELU && !(slope >= 0 && slope < 1)) {
      throw new FaceGanException(
          "leaky-relu slope is " + slope + ": it must be at least 0 and below 1");
    }
    if (kind != Kind.LEAKY_RELU && slope != 0) {
      throw new FaceGanException(
          kind.text() + " slope is " + slope + ": only leaky-relu has a slope, give 0");
    }
  }

  /**
   * Returns a leaky ReLU.
   *
   * @param slope what negative values are multiplied by, at least 0 and below 1
   * @throws FaceGanException if it is not
   */
  public static Activation leakyRelu(double slope) {
    return new Activation(Kind.LEAKY_RELU, slope);
  }

  /**
   * Reads a name as {@link #name} writes it, in any case and with hyphens or underscores: {@code
   * gelu}, {@code leaky-relu} (slope 0.2), {@code LEAKY_RELU}, {@code leaky-relu-0.01}.
   *
   * @throws FaceGanException if there is no such function; the message lists the names
   */
  public static Activation parse(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    for (Kind kind : Kind.values()) {
      if (kind.text().equals(wanted)) {
        return kind == Kind.LEAKY_RELU ? LEAKY_RELU : new Activation(kind, 0);
      }
    }
    String leaky = Kind.LEAKY_RELU.text() + "-";
    if (wanted.startsWith(leaky)) {
      try {
        return leakyRelu(Double.parseDouble(wanted.substring(leaky.length())));
      } catch (NumberFormatException noNumber) {
        throw unknown(text);
      }
    }
    throw unknown(text);
  }

  /** Returns the name that {@link #parse} reads back, for example {@code leaky-relu}. */
  public String name() {
    return kind != Kind.LEAKY_RELU || equals(LEAKY_RELU) ? kind.text() : kind.text() + "-" + slope;
  }

  /** Returns the function in words, for example {@code leaky relu 0.2}. */
  public String describe() {
    String words = kind.text().replace('-', ' ');
    return kind == Kind.LEAKY_RELU ? words + " " + slope : words;
  }

  private static FaceGanException unknown(String text) {
    return new FaceGanException(
        "activation \"%s\" is unknown: use one of %s"
            .formatted(
                text,
                Arrays.stream(Kind.values()).map(Kind::text).collect(Collectors.joining(", "))));
  }
}
