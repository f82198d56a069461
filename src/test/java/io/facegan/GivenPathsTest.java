package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Paths that a program gives: none is taken for another place than it names. */
class GivenPathsTest {
  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    try (FaceGan gan = TinyGan.builder(run).build()) {
      gan.train();
      gan.export(folder.resolve("model"));
    }
    try (FaceGan gan = TinyGan.builder(folder.resolve("other-run")).seed(7).build()) {
      gan.train();
      gan.export(folder.resolve("other-model"));
    }
  }

  static Stream<Arguments> everyPath() {
    return Stream.of(
        use("images", path -> FaceGan.builder().images(path)),
        use("cache folder", path -> FaceGan.builder().cacheFolder(path)),
        use("run folder", path -> FaceGan.builder().runFolder(path)),
        use("run folder", FaceGan::resume),
        use("run folder", Export::of),
        use("export folder", path -> Export.of(run).savedModel(path)),
        use("export folder", path -> Export.of(run).web(path)),
        use("ONNX file", path -> Export.of(run).onnx(path)),
        use("frozen graph", path -> Export.of(run).frozenGraph(path)));
  }

  private static Arguments use(String what, Consumer<Path> use) {
    return Arguments.of(what, use);
  }

  @ParameterizedTest
  @MethodSource("everyPath")
  void path_thatIsEmptyOrNotOnDisk_isRefused(String what, Consumer<Path> use) throws IOException {
    assertThatThrownBy(() -> use.accept(Path.of("")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(": the path is empty; name a file or folder");
    try (FileSystem jar = jar("places.jar")) {
      assertThatThrownBy(() -> use.accept(jar.getPath("/place")))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContaining(
              what + " /place: the path is not on disk but in a file system of its own")
          .hasMessageContaining("(jar:)");
    }
  }

  @Test
  void emptyModelAndImages_areRefused() {
    assertThatThrownBy(() -> FaceGenerator.load(Path.of("")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(
            "model folder", "the path is empty", "\".\" for the current folder");
    assertThatThrownBy(() -> ImageSources.open(Path.of("")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith("images: the path is empty");
  }

  @Test
  void modelInAJar_isLoaded_notOneOfTheSamePathOnDisk() throws IOException {
    Path model = folder.resolve("model").toAbsolutePath();
    Path other = folder.resolve("other-model");
    try (FileSystem jar = jar("model.jar")) {
      copy(other, jar.getPath(model.toString()));
      copy(other, jar.getPath("/faces"));
      assertThat(face(jar.getPath("/faces"))).isEqualTo(face(other)).isNotEqualTo(face(model));
      assertThat(face(jar.getPath(model.toString()))).isEqualTo(face(other));
    }
  }

  @Test
  void imagesInAJar_areReadFromFolders_andZipsThereRefused() throws IOException {
    Path images = TinyRuns.images(folder.resolve("images"));
    try (FileSystem jar = jar("images.jar")) {
      copy(images, jar.getPath("/images"));
      Files.copy(folder.resolve("images.jar.copy"), jar.getPath("/images.zip"));
      try (ImageSource source = ImageSources.open(jar.getPath("/images"))) {
        assertThat(source.size()).isEqualTo(5);
        assertThat(source.read(0).image().getWidth()).isEqualTo(8);
      }
      assertThatThrownBy(() -> ImageSources.open(jar.getPath("/images.zip")))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll("zip /images.zip", "jar:", "copy it to the disk");
    }
  }

  private static String face(Path model) {
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      return Arrays.toString(TinyGan.levels(faces.generate(1)));
    }
  }

  private static FileSystem jar(String name) throws IOException {
    Path file = folder.resolve(name);
    try (FileSystem small = open(folder.resolve(name + ".copy"))) {
      Files.write(small.getPath("/note"), new byte[1]);
    }
    return open(file);
  }

  private static FileSystem open(Path file) throws IOException {
    Files.deleteIfExists(file);
    return FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of("create", "true"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
