package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaLibrariesTest {
  private static final String CUDNN = "libcudnn.so.9";

  @TempDir private Path temporary;

  private final FakePlaces places = new FakePlaces();

  @Test
  void namedFolder_comesFirst() throws Exception {
    Path folder = libraries("named", CudaLibraries.NAMES);
    places.folder = folder;
    places.classPath = libraries("jar", CudaLibraries.NAMES);
    assertThat(CudaLibraries.load(places)).hasToString("CUDA 12.x from " + folder);
    assertThat(places.opened).containsExactlyElementsOf(in(folder));
  }

  @Test
  void classPath_comesBeforeTheSystem() throws Exception {
    places.classPath = libraries("jar", CudaLibraries.NAMES);
    assertThat(CudaLibraries.load(places).origin())
        .isEqualTo("from the class path, unpacked into " + places.classPath);
    assertThat(places.opened).containsExactlyElementsOf(in(places.classPath));
  }

  /** By name, so that the dynamic linker looks where it looks for everything. */
  @Test
  void system_isAskedByName() throws Exception {
    places.system.addAll(CudaLibraries.NAMES);
    assertThat(CudaLibraries.load(places).origin()).isEqualTo("from the system");
    assertThat(places.opened).containsExactlyElementsOf(CudaLibraries.NAMES);
  }

  @Test
  void usualFolders_serveWhatTheLinkerDoesNotKnow() throws Exception {
    places.system.addAll(CudaLibraries.NAMES);
    places.system.remove(CUDNN);
    places.usual = libraries("usual", List.of(CUDNN));
    CudaLibraries.load(places);
    assertThat(places.opened).contains(places.usual.resolve(CUDNN).toString());
  }

  @Test
  void whatOtherVersionsLack_mayBeMissing() throws Exception {
    List<String> names = new ArrayList<>(CudaLibraries.NAMES);
    names.removeAll(
        List.of("libnvJitLink.so.12", "libnvrtc-builtins.so.12.6", "libcudnn_adv.so.9"));
    places.classPath = libraries("jar", names);
    CudaLibraries.load(places);
    assertThat(places.opened).hasSize(names.size());
  }

  @Test
  void missingLibraries_areNamed() throws Exception {
    List<String> names = new ArrayList<>(CudaLibraries.NAMES);
    names.remove(CUDNN);
    places.folder = libraries("named", names);
    check(
        ("libcudnn.so.9 is missing in the folder %s, which -Dfacegan.cuda or FACEGAN_CUDA names:"
                + " put CUDA 12 and cuDNN 9 there, or leave it out")
            .formatted(places.folder));
    places.folder = null;
    places.classPath = libraries("jar", names);
    check(
        "libcudnn.so.9 is missing on the class path: add org.bytedeco:cuda:12.6-9.5-1.5.11 with"
            + " the classifier linux-x86_64-redist, whole");
    places.classPath = null;
    places.system.addAll(names);
    check(
        "libcudnn.so.9 of CUDA 12 is neither on the class path nor found by the system: add"
            + " org.bytedeco:cuda:12.6-9.5-1.5.11 with the classifier"
            + " linux-x86_64-redist");
  }

  @Test
  void foldersThatAreNot_areNamed() {
    places.folder = temporary.resolve("nowhere");
    check(
        ("the folder %s, which -Dfacegan.cuda or FACEGAN_CUDA names, is not there: correct it, or"
                + " leave it out")
            .formatted(places.folder));
  }

  @Test
  void brokenLibraries_areNamed() throws Exception {
    places.folder = libraries("named", CudaLibraries.NAMES);
    places.broken = places.folder.resolve("libcublas.so.12").toString();
    check(
        "%s does not load (wrong ELF class): put CUDA 12 and cuDNN 9 there, or leave it out"
            .formatted(places.broken));
  }

  @Test
  void fullDisks_areNamed() {
    places.unpacking = new IOException("No space left on device");
    check(
        "libcudart.so.12 cannot be unpacked from the class path (No space left on device): make"
            + " room, or name another cache by -Dorg.bytedeco.javacpp.cachedir=DIR");
  }

  private void check(String message) {
    assertThatThrownBy(() -> CudaLibraries.load(places))
        .isInstanceOf(Unusable.class)
        .hasMessage(message);
  }

  private Path libraries(String folder, List<String> names) throws IOException {
    Path directory = Files.createDirectories(temporary.resolve(folder));
    for (String name : names) {
      Files.writeString(directory.resolve(name), "");
    }
    return directory;
  }

  private static List<String> in(Path folder) {
    return CudaLibraries.NAMES.stream().map(name -> folder.resolve(name).toString()).toList();
  }

  private static final class FakePlaces implements CudaLibraries.Places {
    private final List<String> opened = new ArrayList<>();
    private final Set<String> system = new HashSet<>();
    private Path folder;
    private Path classPath;
    private Path usual;
    private String broken = "";
    private IOException unpacking;

    @Override
    public Optional<Path> folder() {
      return Optional.ofNullable(folder);
    }

    @Override
    public Optional<Path> onClassPath(String name) throws IOException {
      if (unpacking != null) {
        throw unpacking;
      }
      return Optional.ofNullable(classPath)
          .map(jar -> jar.resolve(name))
          .filter(Files::isRegularFile);
    }

    @Override
    public List<Path> usualFolders() {
      return usual == null ? List.of() : List.of(usual);
    }

    @Override
    public void open(String file) {
      if (file.equals(broken)) {
        throw new UnsatisfiedLinkError("Unable to load library 'x':\nwrong ELF class\nand more");
      }
      if (!file.startsWith("/") && !system.contains(file)) {
        throw new UnsatisfiedLinkError("there is no " + file);
      }
      opened.add(file);
    }

    @Override
    public String versions() {
      return "CUDA 12.x";
    }
  }
}
