package io.facegan.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The pictures in a folder and all below it. */
final class FolderSource implements ImageSource {
  private final Path folder;
  private final List<String> names;
  private final int ignored;

  private FolderSource(Path folder, List<String> names, int ignored) {
    this.folder = folder;
    this.names = names;
    this.ignored = ignored;
  }

  static FolderSource open(Path folder) throws IOException {
    Search search = new Search(folder);
    search.folder(folder);
    search.names.sort(NaturalOrder.INSTANCE);
    return new FolderSource(folder, List.copyOf(search.names), search.ignored);
  }

  @Override
  public String describe() {
    return "folder " + folder + PictureNames.ignored(ignored);
  }

  @Override
  public int size() {
    return names.size();
  }

  @Override
  public String name(int index) {
    return names.get(index);
  }

  @Override
  public BufferedImage read(int index) throws IOException {
    try (InputStream stream = Files.newInputStream(folder.resolve(names.get(index)))) {
      return PictureDecoder.decode(stream);
    } catch (NoSuchFileException e) {
      throw new IOException("the file is gone or its link leads nowhere", e);
    } catch (AccessDeniedException e) {
      throw new IOException("no permission to read it", e);
    }
  }

  @Override
  public void close() {}

  /** One walk through the folders; each is entered once, so that linked loops end. */
  private static final class Search {
    private final Path root;
    private final Set<Path> entered = new HashSet<>();
    private final List<String> names = new ArrayList<>();
    private int ignored;

    Search(Path root) {
      this.root = root;
    }

    void folder(Path folder) throws IOException {
      if (!entered.add(folder.toRealPath())) {
        return;
      }
      List<Path> children;
      try (Stream<Path> listed = Files.list(folder)) {
        children = listed.sorted().toList();
      }
      for (Path child : children) {
        if (!PictureNames.isHidden(child.getFileName().toString())) {
          visit(child);
        }
      }
    }

    private void visit(Path path) throws IOException {
      if (Files.isDirectory(path)) {
        folder(path);
      } else if (PictureNames.isPicture(path.getFileName().toString()) && isFile(path)) {
        names.add(
            root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/"));
      } else {
        ignored++;
      }
    }

    /** Returns whether reading can end: a pipe never might. Broken links count, to be reported. */
    private static boolean isFile(Path path) {
      return Files.isRegularFile(path)
          || (!Files.exists(path) && Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    }
  }
}
