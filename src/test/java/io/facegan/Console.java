package io.facegan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What Java code writes to standard error meanwhile. */
final class Console implements AutoCloseable {
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Console() {
    System.setErr(new PrintStream(bytes, true, UTF_8));
  }

  String text() {
    return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Override
  public void close() {
    System.setErr(before);
  }
}
