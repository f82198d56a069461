package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's jar, copied without the folder of its libraries. */
class JarAloneTest {
  @TempDir private Path folder;

  @Test
  void jarWithoutItsLibraries_saysWhatIsMissingInOneLine() throws Exception {
    Path jar = folder.toRealPath().resolve("facegan.jar");
    write(jar, "lib/picocli-4.7.7.jar lib/jhdf.jar");
    assertThat(run(jar))
        .isEqualTo(
            ("facegan: %s lacks 2 of the libraries that it needs, first %s: put the folder lib,"
                    + " which the build makes beside the jar, beside it again%ncode 1")
                .formatted(jar, jar.resolveSibling("lib/picocli-4.7.7.jar")));
  }

  @Test
  void jarThatNamesNoLibraries_saysWhichClassIsMissing() throws Exception {
    Path jar = folder.resolve("facegan.jar");
    write(jar, "");
    assertThat(run(jar))
        .startsWith("facegan: the class path lacks the library of the class picocli.CommandLine")
        .endsWith(": add what pom.xml names%ncode 1".formatted());
  }

  private String run(Path jar) throws Exception {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    jar.toString(),
                    "--help"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(said) + "code " + process.exitValue();
  }

  /** Writes a jar with all classes of the program. */
  private static void write(Path jar, String libraries) throws Exception {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    attributes.put(Attributes.Name.CLASS_PATH, libraries);
    Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest);
        Stream<Path> all = Files.walk(classes)) {
      for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        add(entries, classes.relativize(path).toString().replace('\\', '/'), path);
      }
    }
  }

  private static void add(JarOutputStream entries, String name, Path path) throws IOException {
    if (name.endsWith(".class")) {
      entries.putNextEntry(new JarEntry(name));
      Files.copy(path, entries);
    }
  }
}
