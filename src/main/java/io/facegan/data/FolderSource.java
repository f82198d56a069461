package io.facegan.data;

import io.facegan.image.SourceImage;
import io.facegan.internal.util.FileSums;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The images in a folder and its subfolders. */
final class FolderSource implements ImageSource {
  private final Path folder;
  private final List<FolderSearch.Found> found;
  private final int ignored;

  private FolderSource(Path folder, List<FolderSearch.Found> found, int ignored) {
    this.folder = folder;
    this.found = found;
    this.ignored = ignored;
  }

  static FolderSource open(Path folder) throws IOException {
    FolderSearch search = new FolderSearch(folder);
    return new FolderSource(folder, search.run(), search.ignored());
  }

  @Override
  public String describe() {
    return "folder " + folder + Names.ignored(ignored);
  }

  @Override
  public int size() {
    return found.size();
  }

  @Override
  public String name(int index) {
    return found.get(index).name();
  }

  @Override
  public SourceImage read(int index) throws IOException {
    FolderSearch.Found file = found.get(index);
    if (file.problem() != null) {
      throw new IOException(file.problem());
    }
    Path path = folder.resolve(file.path());
    try (InputStream stream = Files.newInputStream(path)) {
      return EncodedImages.read(stream, Files.size(path), file.name());
    } catch (NoSuchFileException e) {
      throw new IOException("the file is gone or its link is broken", e);
    } catch (AccessDeniedException e) {
      throw new IOException("no permission to read it", e);
    }
  }

  @Override
  public Optional<Fingerprint> fingerprint() throws IOException {
    FileSums sums = new FileSums();
    for (FolderSearch.Found file : found) {
      sums.add(file.name(), folder.resolve(file.path()));
    }
    return Optional.of(new Fingerprint("folder " + folder.toRealPath(), sums.hex()));
  }

  @Override
  public void close() {}
}
