package io.facegan.internal.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an address must hold to be answered. A run keeps its token in a file that only its owner can
 * read, so that an open page finds the run again when it is resumed.
 */
final class Token {
  static final String FILE = "watch-token";

  private static final Logger LOG = LoggerFactory.getLogger(Token.class);
  private static final int BYTES = 16;
  private static final String FORM = "[A-Za-z0-9_-]{22}";

  private final String text;

  private Token(String text) {
    this.text = text;
  }

  /** Returns the token that a run keeps, or a new one. */
  static Token of(Path run) {
    try {
      String kept = Files.readString(run.resolve(FILE)).strip();
      if (kept.matches(FORM)) {
        return new Token(kept);
      }
    } catch (IOException none) {
      LOG.debug("{} keeps no token", run);
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** Keeps it in a run's folder. Where that cannot be written, the next server has another one. */
  void keep(Path run) {
    Path file = run.resolve(FILE);
    try {
      if (!Files.exists(file) || !Files.readString(file).strip().equals(text)) {
        Files.deleteIfExists(file);
        Files.createFile(file, ownersOnly(run));
        Files.writeString(file, text + "\n");
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be written", file, e);
    }
  }

  private static FileAttribute<?>[] ownersOnly(Path run) {
    return run.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Compares in a time that says nothing of where they differ. */
  boolean is(String other) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return text;
  }
}
