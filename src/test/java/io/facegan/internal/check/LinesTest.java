package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {
  private final Lines lines = new Lines();

  @Test
  void wrap_fillsAHundredColumnsAndIndentsTheRest() {
    String half = "x".repeat(48);
    lines.wrap("  - ", half + " " + half.substring(1) + " y");
    lines.wrap("  - ", half + " " + half + " y");

    assertThat(lines)
        .hasToString(
            "  - %s %s\n    y\n  - %s\n    %s y\n".formatted(half, half.substring(1), half, half));
  }

  @Test
  void word_thatIsLongerThanALine_staysWhole() {
    String path = "p".repeat(120);
    lines.wrap("in ", "folder " + path + " now");

    assertThat(lines).hasToString("in folder\n   %s\n   now\n".formatted(path));
  }

  @Test
  void count_isGroupedAndAligned() {
    lines.count(1_234_567, "images");
    lines.count(1, "image");

    assertThat(lines).hasToString("  1,234,567  images\n          1  image\n");
  }

  @Test
  void longNames_loseTheirMiddle() {
    assertThat(Lines.shorten("n".repeat(60))).isEqualTo("n".repeat(60));
    assertThat(Lines.shorten("a".repeat(31) + "b".repeat(30)))
        .isEqualTo("a".repeat(28) + "..." + "b".repeat(28));
  }
}
