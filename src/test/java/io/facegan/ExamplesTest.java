package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for JBang, run without JBang; {@code mvn -Pexamples} runs the examples with a POM. */
class ExamplesTest {
  private static final Path SCRIPT = Path.of("examples/Faces.java");

  @TempDir private Path folder;

  @Test
  void script_drawsTheFaceOfASeed() throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    null,
                    "-d",
                    classes.toString(),
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SCRIPT.toString()))
        .isZero();
    Path file = folder.resolve("face.png");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Method main = loader.loadClass("Faces").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[] {"savedmodels/portrait-64", "7", file.toString()});
    }
    BufferedImage face = ImageIO.read(file.toFile());
    assertThat(face.getWidth()).isEqualTo(64);
    try (FaceGenerator faces = FaceGenerator.load(Path.of("savedmodels/portrait-64"))) {
      assertThat(face.getRGB(32, 32)).isEqualTo(faces.generate(7L).getRGB(32, 32));
    }
  }

  @Test
  void examples_nameTheVersionsOfThisBuild() throws Exception {
    String pom = Files.readString(Path.of("pom.xml"));
    String version = only(pom, "<artifactId>facegan</artifactId>\\s*<version>(.*?)</version>");
    String tensorflow = only(pom, "<tensorflow.version>(.*?)<");
    assertThat(Files.readString(SCRIPT))
        .contains(
            "//DEPS io.facegan:facegan:" + version + "\n",
            "//DEPS org.tensorflow:tensorflow-core-native:" + tensorflow + ":linux-x86_64\n");
    String spring = Files.readString(Path.of("examples/spring/pom.xml"));
    assertThat(only(spring, "<facegan.version>(.*?)<")).isEqualTo(version);
    assertThat(only(spring, "tensorflow-core-native</artifactId>\\s*<version>(.*?)<"))
        .isEqualTo(tensorflow);
    for (String module : List.of("benchmarks/pom.xml", "spark/pom.xml")) {
      assertThat(only(Files.readString(Path.of(module)), "\\n  <version>(.*?)<"))
          .isEqualTo(version);
    }
  }

  private static String only(String text, String pattern) {
    assertThat(Pattern.compile(pattern).matcher(text).results()).as(pattern).isNotEmpty();
    MatchResult first = Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow();
    return first.group(1);
  }
}
