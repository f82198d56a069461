package io.facegan.data;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks through a folder and its subfolders. Enters each once, so that loops of links end. */
final class FolderSearch {
  /** Java's replacement for characters that it cannot decode. */
  private static final char UNKNOWN = '\uFFFD';

  private final Path root;
  private final Set<Path> entered = new HashSet<>();
  private final List<Found> found = new ArrayList<>();
  private int ignored;

  FolderSearch(Path root) {
    this.root = root;
  }

  /**
   * A candidate image. Its path is below the root, since a name with characters outside the
   * system's character set does not lead back to the file; its name has parts separated by /; its
   * problem says why it cannot be read, or is null.
   */
  record Found(Path path, String name, String problem) {}

  /** Returns the candidates in natural order. */
  List<Found> run() throws IOException {
    folder(root);
    found.sort(Comparator.comparing(Found::name, NaturalOrder.INSTANCE));
    return List.copyOf(found);
  }

  /** Returns the number of files that are no candidates, without dotfiles. */
  int ignored() {
    return ignored;
  }

  private void folder(Path folder) throws IOException {
    if (!entered.add(folder.toRealPath())) {
      return;
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
      listed.forEach(children::add);
    } catch (IOException | DirectoryIteratorException e) {
      IOException problem =
          e instanceof DirectoryIteratorException late ? late.getCause() : (IOException) e;
      if (folder.equals(root) || !(problem instanceof AccessDeniedException)) {
        throw problem;
      }
      add(folder, "no permission to list this folder");
    }
    // Which of two links to a folder is followed must not depend on the order of the directory.
    children.sort(Comparator.naturalOrder());
    for (Path child : children) {
      if (!Names.isHidden(child.getFileName().toString())) {
        visit(child);
      }
    }
  }

  private void visit(Path path) throws IOException {
    BasicFileAttributes kind = attributes(path);
    boolean image = Names.isImage(path.getFileName().toString());
    if (kind != null && kind.isDirectory()) {
      folder(path);
    } else if (image && (kind == null || kind.isRegularFile())) {
      add(path, kind == null ? "its link is broken or circular" : null);
    } else {
      // Also devices and pipes: reading one might never end.
      ignored++;
    }
  }

  /** Returns the attributes of a link's target, or null if the link is broken. */
  private static BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      if (Files.isSymbolicLink(path) || Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
        return null;
      }
      throw e;
    }
  }

  private void add(Path path, String problem) {
    found.add(new Found(root.relativize(path), name(path), problem));
  }

  /**
   * Returns a path below the root as text. If the system's character set lacks some characters (for
   * example in the C locale), decodes the bytes of the name as UTF-8, so that names and their order
   * are the same on every system.
   */
  private String name(Path path) {
    String name = root.relativize(path).toString();
    if (name.indexOf(UNKNOWN) >= 0) {
      String whole = path.toUri().getRawPath();
      String below = whole.substring(root.toUri().getRawPath().length());
      return URLDecoder.decode(below.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    return name.replace(path.getFileSystem().getSeparator(), "/");
  }
}
