package io.facegan.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The libraries that belong beside the program's jar. */
final class Libraries {
  /** Says in a line which of them are missing, so that a class was not found. */
  static String missing(NoClassDefFoundError error) {
    try {
      CodeSource source = Libraries.class.getProtectionDomain().getCodeSource();
      Path jar = Path.of(source.getLocation().toURI());
      if (Files.isRegularFile(jar)) {
        List<String> missing = missing(jar);
        if (!missing.isEmpty()) {
          return ("%s lacks %s of the libraries that it needs, first %s: put the folder lib, which the"
                  + " build makes beside the jar, beside it again")
              .formatted(jar, missing.size(), jar.resolveSibling(missing.get(0)));
        }
      }
    } catch (IOException | URISyntaxException | IllegalArgumentException unknown) {
      // Without its jar the class alone has to do.
    }
    return "the class path lacks the library of the class %s: add what pom.xml names"
        .formatted(String.valueOf(error.getMessage()).replace('/', '.'));
  }

  private static List<String> missing(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      String names = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return Stream.of((names == null ? "" : names).split(" "))
          .filter(name -> !name.isEmpty() && !Files.exists(jar.resolveSibling(name)))
          .toList();
    }
  }

  private Libraries() {}
}
