package io.facegan.internal.util;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the texts that lie in the library's jar beside its classes. */
public final class ResourceText {
  /** Returns a text that lies beside a class. */
  public static String beside(Class<?> room, String name) {
    try (InputStream in = room.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from the library's own jar", e);
    }
  }

  private ResourceText() {}
}
