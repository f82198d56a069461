package io.facegan.internal.util;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Damages a file again and again, by bits, bytes and pieces, and text also by other values of the
 * same or of another type. The same seed gives the same damages in the same order.
 */
public final class Mutator {
  /** The time that each test has; those of the profile {@code stress} have longer. */
  public static final Duration SHORT = Duration.ofSeconds(1);

  public static final Duration LONG = Duration.ofSeconds(30);

  private static final Pattern VALUE =
      Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|true|false|null|\"[^\"]*\"|[\\[\\]{},:]");

  private static final String[] VALUES = {
    "0",
    "-1",
    "1e999",
    "-1e999",
    "1e-999",
    "2147483648",
    "-9223372036854775809",
    "0.5",
    "null",
    "true",
    "\"\"",
    "\"x\"",
    "\"NaN\"",
    "[]",
    "{}",
    "[[]]",
    "{\"a\":1}",
    ",",
    "}",
    "]",
    "\u0000",
    "\"\\ud800\"",
    "99999999999999999999999999999999999999"
  };

  /** What is done with damaged bytes; any exception of it is a fault. */
  public interface Use {
    void of(byte[] damaged) throws Exception;
  }

  private final Random random;

  private Mutator(long seed) {
    random = new Random(seed);
  }

  /** Damages a file for so long and has each damage used. */
  public static void run(byte[] whole, Duration time, Use use) {
    Mutator mutator = new Mutator(1);
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      byte[] damaged = mutator.damaged(whole);
      try {
        use.of(damaged);
      } catch (Exception | Error fault) {
        String text = new String(damaged, StandardCharsets.ISO_8859_1);
        throw new AssertionError("damage %d: %s".formatted(i, text), fault);
      }
    }
  }

  private byte[] damaged(byte[] whole) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes = random.nextBoolean() ? otherValue(bytes) : otherBytes(bytes);
    }
    return bytes;
  }

  private byte[] otherValue(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<MatchResult> values = new ArrayList<>();
    Matcher matcher = VALUE.matcher(text);
    while (matcher.find()) {
      values.add(matcher.toMatchResult());
    }
    if (values.isEmpty()) {
      return otherBytes(bytes);
    }
    MatchResult chosen = values.get(random.nextInt(values.size()));
    String other =
        random.nextInt(4) == 0
            ? values.get(random.nextInt(values.size())).group()
            : VALUES[random.nextInt(VALUES.length)];
    return (text.substring(0, chosen.start()) + other + text.substring(chosen.end()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] otherBytes(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      default -> {
        int length = random.nextInt(1 + bytes.length - at);
        System.arraycopy(bytes, at, bytes, random.nextInt(1 + bytes.length - length), length);
      }
    }
    return bytes;
  }
}
