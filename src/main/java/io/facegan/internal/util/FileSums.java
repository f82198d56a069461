package io.facegan.internal.util;

import java.io.IOException;
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

  private static boolean supportsChangeTime(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  private FileSums addUnix(Path file) throws IOException {
    Map<String, Object> known = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
    return add(known.get("size") + " " + known.get("ino"))
        .add(known.get("lastModifiedTime") + " " + known.get("ctime"));
  }

  private FileSums addBasic(Path file) throws IOException {
    BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
    FileTime modified = known.lastModifiedTime();
    return add(known.size() + " " + modified);
  }
}
