package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names of enum values for people. */
public final class EnumNames {
  /** Returns the name in lower case with hyphens: {@code not-finite}. */
  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a name as {@link #of} gives it, in any case.
   *
   * @param what the value is for, to begin the message with
   * @throws FaceGanException if no value has the name; the message names all
   */
  public static <E extends Enum<E>> E parse(String what, String text, E[] values) {
    return Arrays.stream(values)
        .filter(value -> of(value).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new FaceGanException(
                    "%s is '%s': choose one of %s"
                        .formatted(
                            what,
                            text,
                            Arrays.stream(values)
                                .map(EnumNames::of)
                                .collect(Collectors.joining(", ")))));
  }

  private EnumNames() {}
}
