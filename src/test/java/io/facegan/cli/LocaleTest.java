package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.util.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Countries with other digits, decimal commas, or an i of their own. */
class LocaleTest {
  @TempDir private static Path folder;
  private static String expected;

  @BeforeAll
  static void run() throws Exception {
    Cli.images(folder.resolve("images"), 3);
    expected = check("en-GB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tr-TR", "ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "de-DE", "hi-IN-u-nu-deva"})
  void commands_sayTheSameInEveryCountry(String locale) throws Exception {
    assertThat(expected).contains("3 images").endsWith("code 0");
    assertThat(check(locale)).isEqualTo(expected);
  }

  @Test
  void namesOfImages_haveTheSameDigitsInEveryCountry() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try (DrawnFaces faces = new DrawnFaces(1, 2, 16)) {
      assertThat(faces.name(1)).isEqualTo("face-00001");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String check(String tag) throws Exception {
    Locale locale = Locale.forLanguageTag(tag);
    List<String> options =
        List.of(
            "-Duser.language=" + locale.getLanguage(),
            "-Duser.country=" + locale.getCountry(),
            "-Duser.extensions=" + (tag.contains("-u-") ? tag.substring(tag.indexOf("u-")) : ""),
            "-Duser.timezone=Asia/Kathmandu");
    List<String> arguments =
        List.of(
            "check --images %s --networks SMALL --framing RESIZE --size 16"
                .formatted(folder.resolve("images"))
                .split(" "));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(JavaCommand.quick(options, Main.class, arguments))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(said) + "code " + process.exitValue();
  }
}
