package io.facegan.data;

import io.facegan.image.SourceImage;
import io.facegan.internal.util.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Image files by their names. */
record FilesSource(List<Path> files) implements ImageSource {
  @Override
  public String describe() {
    return files.size() == 1 ? files.get(0).toString() : Text.count(files.size(), "file");
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public String name(int index) {
    return files.get(index).toString();
  }

  @Override
  public SourceImage read(int index) throws IOException {
    Path file = files.get(index);
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder, where a file was expected");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return EncodedImages.read(stream, Files.size(file), file.getFileName().toString());
    } catch (NoSuchFileException gone) {
      throw new IOException("there is no such file", gone);
    }
  }

  @Override
  public void close() {}
}
