package io.facegan.internal.util;

/** Writes text as HTML that is also XML. */
public final class HtmlText {
  private HtmlText() {}

  /** Escapes what has a meaning in HTML and replaces what XML forbids. */
  public static String escape(String text) {
    if (text.chars().allMatch(HtmlText::isPlain)) {
      return text; // Images in text are long.
    }
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(c -> escaped.append(escape(c)));
    return escaped.toString();
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c < Character.MIN_SURROGATE && "&<>\"'".indexOf(c) < 0;
  }

  private static String escape(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> isAllowed(c) ? Character.toString(c) : "\uFFFD";
    };
  }

  private static boolean isAllowed(int c) {
    boolean control = c < ' ' && c != '\t' && c != '\n';
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
  }
}
