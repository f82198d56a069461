package io.facegan.internal.data;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values strictly by RFC 4180: fields with commas, quotes or line ends stand
 * in quotes, and quotes in them are doubled. Lines end with CR LF or LF; the last one need not.
 */
final class CsvFile {
  private static final char QUOTE = '"';
  private static final char COMMA = ',';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** A record of the file, with the number of the line that it begins in, from 1. */
  record Row(int line, List<String> fields) {}

  private final String text;
  private final String place;
  private int at;
  private int line = 1;

  private CsvFile(String text, String place) {
    this.text = text;
    this.place = place;
    at = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
  }

  /**
   * Returns the records, empty lines left out.
   *
   * @param place what messages call the text
   * @throws FaceGanException if a quote stands where none can; the message names the line
   */
  static List<Row> read(String text, String place) {
    return new CsvFile(text, place).rows();
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    while (at < text.length()) {
      if (!endOfLine()) {
        rows.add(row());
      }
    }
    return rows;
  }

  private Row row() {
    int first = line;
    List<String> fields = new ArrayList<>();
    do {
      fields.add(field());
    } while (comma());
    if (at < text.length() && !endOfLine()) {
      throw fault("a field in quotes goes on behind them");
    }
    return new Row(first, fields);
  }

  private String field() {
    if (at < text.length() && text.charAt(at) == QUOTE) {
      return quoted();
    }
    int start = at;
    while (at < text.length() && text.charAt(at) != COMMA && !isEndOfLine()) {
      if (text.charAt(at) == QUOTE) {
        throw fault("a quote stands in a field that does not begin with one");
      }
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    int first = line;
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != QUOTE) {
        field.append(c);
        line += c == '\n' ? 1 : 0;
      } else if (at < text.length() && text.charAt(at) == QUOTE) {
        field.append(QUOTE);
        at++;
      } else {
        return field.toString();
      }
    }
    line = first;
    throw fault("a quote is not closed");
  }

  private boolean comma() {
    if (at < text.length() && text.charAt(at) == COMMA) {
      at++;
      return true;
    }
    return false;
  }

  private boolean isEndOfLine() {
    return text.charAt(at) == '\n' || text.startsWith("\r\n", at);
  }

  private boolean endOfLine() {
    if (!isEndOfLine()) {
      return false;
    }
    at += text.charAt(at) == '\n' ? 1 : 2;
    line++;
    return true;
  }

  private FaceGanException fault(String what) {
    return new FaceGanException(
        "line %d of %s: %s; put fields with commas or quotes in quotes, and double the quotes in them"
            .formatted(line, place, what));
  }
}
