package io.facegan.internal.util;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this library. */
public final class Version {
  public static String current() {
    try (InputStream in = Version.class.getResourceAsStream("/io/facegan/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the library's version from its own jar", e);
    }
  }

  private Version() {}
}
