package io.facegan.internal.runtime;

import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import io.facegan.internal.util.GivenPath;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * Finds and loads NVIDIA's CUDA and cuDNN libraries. TensorFlow requests them by name, and the
 * system then uses the ones that are already loaded.
 *
 * <p>They come from the first of these: the folder that {@code -Dfacegan.cuda=DIR}, or else the
 * environment variable {@code FACEGAN_CUDA}, names; {@code org.bytedeco:cuda} with the classifier
 * {@code linux-x86_64-redist} on the class path, unpacked once into JavaCPP's cache ({@code
 * ~/.javacpp/cache}, or where {@code -Dorg.bytedeco.javacpp.cachedir=DIR} says); the system, which
 * is what its dynamic linker finds ({@code LD_LIBRARY_PATH} included), {@code $CUDA_HOME/lib64} and
 * {@code /usr/local/cuda/lib64}. Libraries of two places are never mixed but for the system's.
 */
final class CudaLibraries {
  /** The system property that names a folder. */
  static final String PROPERTY = "facegan.cuda";

  /** The environment variable that names a folder. */
  static final String VARIABLE = "FACEGAN_CUDA";

  /** The artifact to add to a class path. */
  static final String ARTIFACT =
      "org.bytedeco:cuda:12.6-9.5-1.5.11 with the classifier linux-x86_64-redist";

  /** In order of dependency. */
  static final List<String> NAMES =
      List.of(
          "libcudart.so.12",
          "libnvJitLink.so.12",
          "libcublasLt.so.12",
          "libcublas.so.12",
          "libcufft.so.11",
          "libcusparse.so.12",
          "libcusolver.so.11",
          "libnvrtc-builtins.so.12.6",
          "libnvrtc.so.12",
          "libcudnn_graph.so.9",
          "libcudnn_ops.so.9",
          "libcudnn_cnn.so.9",
          "libcudnn_adv.so.9",
          "libcudnn_heuristic.so.9",
          "libcudnn_engines_precompiled.so.9",
          "libcudnn_engines_runtime_compiled.so.9",
          "libcudnn.so.9");

  /** Other versions of CUDA 12 lack these or name them differently. */
  private static final Set<String> OPTIONAL =
      Set.of("libnvJitLink.so.12", "libnvrtc-builtins.so.12.6", "libcudnn_adv.so.9");

  private static final String ON_CLASS_PATH = "/org/bytedeco/cuda/linux-x86_64/";

  /** The sources of the libraries on a machine; replaceable in tests. */
  interface Places {
    /** The folder that the user names. */
    Optional<Path> folder();

    /** Where a library is on the class path, as a file; nothing if it is not. */
    Optional<Path> onClassPath(String name) throws IOException;

    /** Folders of the system where CUDA is often installed. */
    List<Path> usualFolders();

    /** Loads a library for good, by its path or by a name for the system to find. */
    void open(String file);

    /** Asks libraries that are open for their versions. */
    String versions();
  }

  /** What was loaded: where from, and the versions of CUDA and cuDNN, in words. */
  record Loaded(String origin, String versions) {
    @Override
    public String toString() {
      return versions + " " + origin;
    }
  }

  private final Places places;

  private CudaLibraries(Places places) {
    this.places = places;
  }

  static Loaded load() throws Unusable {
    return load(new ThisMachine());
  }

  static Loaded load(Places places) throws Unusable {
    CudaLibraries libraries = new CudaLibraries(places);
    return new Loaded(libraries.open(), places.versions());
  }

  private String open() throws Unusable {
    Optional<Path> folder = places.folder();
    if (folder.isPresent()) {
      fromFolder(folder.get());
      return "from " + folder.get();
    }
    Map<String, Path> files = new LinkedHashMap<>();
    for (String name : NAMES) {
      try {
        places.onClassPath(name).ifPresent(file -> files.put(name, file));
      } catch (IOException unwritable) {
        throw new Unusable(
            ("%s cannot be unpacked from the class path (%s): make room, or name another cache by"
                    + " -Dorg.bytedeco.javacpp.cachedir=DIR")
                .formatted(name, unwritable.getMessage()),
            unwritable);
      }
    }
    if (files.isEmpty()) {
      fromSystem();
      return "from the system";
    }
    openAll(files, "on the class path", "add " + ARTIFACT + ", whole");
    return "from the class path, unpacked into " + files.values().iterator().next().getParent();
  }

  private void fromFolder(Path folder) throws Unusable {
    String named = "the folder %s, which -D%s or %s names".formatted(folder, PROPERTY, VARIABLE);
    if (!Files.isDirectory(folder)) {
      throw new Unusable(named + ", is not there: correct it, or leave it out");
    }
    Map<String, Path> files = new LinkedHashMap<>();
    for (String name : NAMES) {
      if (Files.isRegularFile(folder.resolve(name))) {
        files.put(name, folder.resolve(name));
      }
    }
    openAll(files, "in " + named, "put CUDA 12 and cuDNN 9 there, or leave it out");
  }

  private void openAll(Map<String, Path> files, String place, String remedy) throws Unusable {
    for (String name : NAMES) {
      Path file = files.get(name);
      if (file == null && !OPTIONAL.contains(name)) {
        throw new Unusable("%s is missing %s: %s".formatted(name, place, remedy));
      }
      if (file != null) {
        try {
          places.open(file.toString());
        } catch (UnsatisfiedLinkError broken) {
          throw new Unusable(
              "%s does not load (%s): %s".formatted(file, line(broken), remedy), broken);
        }
      }
    }
  }

  private void fromSystem() throws Unusable {
    for (String name : NAMES) {
      UnsatisfiedLinkError missing = openOfSystem(name);
      if (missing != null && !OPTIONAL.contains(name)) {
        throw new Unusable(
            "%s of CUDA 12 is neither on the class path nor found by the system: add %s"
                .formatted(name, ARTIFACT),
            missing);
      }
    }
  }

  /** Returns the first failure if all fail, else null. */
  private UnsatisfiedLinkError openOfSystem(String name) {
    List<String> tries =
        Stream.concat(
                Stream.of(name),
                places.usualFolders().stream()
                    .map(folder -> folder.resolve(name))
                    .filter(Files::isRegularFile)
                    .map(Path::toString))
            .toList();
    UnsatisfiedLinkError first = null;
    for (String one : tries) {
      try {
        places.open(one);
        return null;
      } catch (UnsatisfiedLinkError missing) {
        first = first == null ? missing : first;
      }
    }
    return first;
  }

  /** The linker's words; JNA puts a line of its own before them. */
  private static String line(Throwable failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .map(String::strip)
        .filter(line -> !line.startsWith("Unable to load library"))
        .findFirst()
        .orElse("it says no more");
  }

  /** The machine that this runs on. */
  private static final class ThisMachine implements Places {
    /** JNA closes libraries that nothing refers to. */
    private static final Map<String, NativeLibrary> OPEN = new LinkedHashMap<>();

    @Override
    public Optional<Path> folder() {
      return Stream.of(System.getProperty(PROPERTY), System.getenv(VARIABLE))
          .filter(folder -> folder != null && !folder.isBlank())
          .findFirst()
          .map(GivenPath::parse);
    }

    @Override
    public Optional<Path> onClassPath(String name) throws IOException {
      URL resource = CudaLibraries.class.getResource(ON_CLASS_PATH + name);
      if (resource == null) {
        return Optional.empty();
      }
      File file = Loader.cacheResource(resource);
      if (file == null) {
        throw new IOException("JavaCPP has no cache folder");
      }
      return Optional.of(file.toPath());
    }

    @Override
    public List<Path> usualFolders() {
      List<Path> folders = new ArrayList<>();
      String home = System.getenv("CUDA_HOME");
      if (home != null && !home.isBlank()) {
        folders.add(Path.of(home, "lib64"));
      }
      folders.add(Path.of("/usr/local/cuda/lib64"));
      return folders;
    }

    @Override
    public synchronized void open(String file) {
      OPEN.put(Path.of(file).getFileName().toString(), NativeLibrary.getInstance(file));
    }

    @Override
    public synchronized String versions() {
      IntByReference cuda = new IntByReference();
      OPEN.get("libcudart.so.12")
          .getFunction("cudaRuntimeGetVersion")
          .invokeInt(new Object[] {cuda});
      long cudnn =
          OPEN.get("libcudnn.so.9").getFunction("cudnnGetVersion").invokeLong(new Object[0]);
      return "CUDA %s, cuDNN %d.%d.%d"
          .formatted(
              NvidiaDriver.cudaName(cuda.getValue()),
              cudnn / 10_000,
              cudnn / 100 % 100,
              cudnn % 100);
    }
  }
}
