package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the README and the documents show in Java must compile as it stands there. */
class ReadmeTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```java\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern IMPORT = Pattern.compile("^import .*;$", Pattern.MULTILINE);
  private static final Pattern TYPE =
      Pattern.compile("^(?:[a-z]+ )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);

  private static final String IMPORTS =
      """
      import java.awt.image.BufferedImage;
      import java.io.File;
      import java.nio.file.Path;
      import java.util.List;
      import javax.imageio.ImageIO;
      """;

  @TempDir private Path classes;

  @ParameterizedTest
  @MethodSource("documents")
  void javaBlocks_compile(Path document) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(document));
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    assertThat(blocks).as("java blocks of %s", document).isNotEmpty();
    for (String text : blocks) {
      assertThat(errors(text))
          .as("compiler's messages for this block of %s:%n%s", document, text)
          .isEmpty();
    }
  }

  /** Those that have such blocks. */
  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      for (Path file : (Iterable<Path>) docs.sorted()::iterator) {
        if (file.toString().endsWith(".md") && BLOCK.matcher(Files.readString(file)).find()) {
          documents.add(file);
        }
      }
    }
    assertThat(documents).hasSizeGreaterThan(4);
    return documents;
  }

  /** The snippet for users' poms names what the consumer project of the integration test does. */
  @Test
  void dependencies_areThoseOfThisBuild() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertThat(Files.readString(Path.of("README.md")))
        .contains(
            dependency("io.facegan", "facegan", first(pom, "version")),
            dependency(
                "org.tensorflow", "tensorflow-core-native", first(pom, "tensorflow.version")),
            "<classifier>" + first(pom, "tensorflow.classifier") + "</classifier>",
            dependency("org.bytedeco", "cuda", first(pom, "cuda.version"))
                + "  <classifier>linux-x86_64-redist</classifier>",
            "<classifier>linux-x86_64-gpu</classifier>");
  }

  private static String dependency(String group, String artifact, String version) {
    return """
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
        """
        .formatted(group, artifact, version);
  }

  private static String first(String pom, String element) {
    Matcher value = Pattern.compile("<%1$s>(.*?)</%1$s>".formatted(element)).matcher(pom);
    assertThat(value.find()).as("%s in pom.xml", element).isTrue();
    return value.group(1);
  }

  @Test
  void blockWithAMistake_isFound() throws IOException {
    assertThat(errors("FaceGan.builder().epoch(3);\n")).contains("cannot find symbol");
    assertThat(errors("class Mine {\n  int x = \"y\";\n}\n")).contains("incompatible types");
    assertThat(errors("import java.util.List;\n\nList<Path> paths = List.of();\n")).isEmpty();
  }

  /** Returns what the compiler says of a block: a class of its own, or statements of a method. */
  private String errors(String block) throws IOException {
    String own =
        IMPORT.matcher(block).results().map(m -> m.group()).collect(Collectors.joining("\n"));
    String body = IMPORT.matcher(block).replaceAll("");
    Matcher type = TYPE.matcher(body);
    boolean whole = type.find();
    String name = whole ? type.group(1) : "Snippet";
    String source =
        IMPORTS
            + PublicApi.exportedPackages().stream()
                .map("import %s.*;\n"::formatted)
                .collect(Collectors.joining())
            + own
            + (whole
                ? "\n" + body
                : "\nclass Snippet {\n  void run() throws Exception {\n" + body + "  }\n}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler).as("a JDK's compiler").isNotNull();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
    boolean compiled =
        compiler
            .getTask(messages, null, null, options, null, List.of(new Source(name, source)))
            .call();
    return compiled ? "" : messages.toString();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
