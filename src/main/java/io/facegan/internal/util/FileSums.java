package io.facegan.internal.util;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Sums up files so that any change shows, without reading them: their names, sizes, times of
 * modification and, where the system keeps it, of the last change of the file's entry, which no
 * program can set back.
 */
public final class FileSums {
  /** FAT keeps times in steps of two seconds. */
  private static final long COARSEST_MILLIS = 2_000;

  private final MessageDigest digest = sha256();

  /** Returns a digest that nothing was added to. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  public FileSums add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return this;
  }

  /** Adds the attributes of a file, or that it is absent. */
  public FileSums add(String name, Path file) throws IOException {
    add(name);
    try {
      return supportsChangeTime(file) ? addUnix(file) : addBasic(file);
    } catch (NoSuchFileException gone) {
      return add("gone");
    }
  }

  /** Returns the sum in hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Waits, where times are kept in whole seconds, until a change from now on has another time than
   * the last one, and returns whether it did: then there may have been one meanwhile.
   */
  private static boolean awaitTick(FileTime changed) throws IOException {
    long age = System.currentTimeMillis() - changed.toMillis();
    if (changed.toInstant().getNano() != 0 || age < 0 || age >= COARSEST_MILLIS) {
      return false;
    }
    try {
      Thread.sleep(COARSEST_MILLIS - age);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while looking at files");
    }
    return true;
  }

  private static boolean supportsChangeTime(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  private FileSums addUnix(Path file) throws IOException {
    Map<String, Object> known = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
    if (awaitTick((FileTime) known.get("ctime"))) {
      return addUnix(file);
    }
    return add(known.get("size") + " " + known.get("ino"))
        .add(known.get("lastModifiedTime") + " " + known.get("ctime"));
  }

  private FileSums addBasic(Path file) throws IOException {
    BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
    FileTime modified = known.lastModifiedTime();
    if (awaitTick(modified)) {
      return addBasic(file);
    }
    return add(known.size() + " " + modified);
  }
}
