package io.facegan.cli;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Seeds as the user lists them.
 *
 * @param text single seeds and ranges with both ends: {@code 1,5,9-20}
 */
record Seeds(String text, long[] values) {
  private static final Pattern PART = Pattern.compile("(-?\\d{1,19})(?:-(-?\\d{1,19}))?");

  private static final int MOST = 1_000_000;

  static Seeds parse(String text) {
    long[] values = {};
    for (String part : text.split(",", -1)) {
      Matcher range = PART.matcher(part.strip());
      if (!range.matches()) {
        throw new FaceGanException(
            "seeds are '%s': give numbers and ranges of them, as in 1,5,9-20"
                .formatted(Text.oneLine(text)));
      }
      long first = number(range.group(1));
      long last = range.group(2) == null ? first : number(range.group(2));
      values = joined(values, first, last);
    }
    return new Seeds(text, values);
  }

  private static long[] joined(long[] before, long first, long last) {
    if (last < first) {
      throw new FaceGanException(
          "seeds %d-%d: a range goes upwards, %d-%d".formatted(first, last, last, first));
    }
    // Without an overflow: the distance of two numbers may be larger than any.
    if (last - first < 0 || last - first >= MOST - before.length) {
      throw new FaceGanException(
          Text.format(
              "seeds %d-%d: at most %,d seeds can be listed, and --seed and --count take any number",
              first, last, MOST));
    }
    long[] values = Arrays.copyOf(before, before.length + (int) (last - first) + 1);
    for (int i = before.length; i < values.length; i++) {
      values[i] = first + (i - before.length);
    }
    return values;
  }

  private static long number(String digits) {
    try {
      return new BigInteger(digits).longValueExact();
    } catch (ArithmeticException e) {
      throw new FaceGanException(
          "seed %s: seeds are from %d to %d".formatted(digits, Long.MIN_VALUE, Long.MAX_VALUE), e);
    }
  }
}
