package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.facegan.network.ImageShape;
import io.facegan.picture.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Folders and zips as people and their programs really make them. */
class OddCollectionsTest {
  private static final byte[] PNG = TestPictures.encoded(TestPictures.rgb(8, 8), "png");
  private static final List<String> SCRIPTS =
      List.of(
          "\u8138/\u7167\u7247.png",
          "\u0635\u0648\u0631\u0629.png",
          "e\u0301.png",
          "\uD83D\uDE00.png");

  @TempDir Path temp;

  /** Prints how many pictures of the folder or zip can be used. */
  public static final class Counter {
    public static void main(String[] arguments) throws IOException {
      try (ImageSource source = ImageSources.open(Path.of(arguments[0]));
          PackedImages packed = PackedImages.pack(source, ImageShape.rgb(8, 8))) {
        System.out.println(packed.size() + " of " + source.size());
      }
    }
  }

  @Test
  void zip_namesInAnyScript() throws IOException {
    Path zip = temp.resolve("scripts.zip");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    SCRIPTS.forEach(name -> entries.put(name, PNG));
    TestPictures.zip(zip, entries);
    try (ImageSource source = ImageSources.open(zip)) {
      assertThat(TestPictures.names(source)).containsExactlyInAnyOrderElementsOf(SCRIPTS);
    }
  }

  /** The C locale has ASCII only: Java then shows other names as question marks. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void folder_namesThatTheLocaleLacks_areReadAllTheSame() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("scripts"));
    Files.write(temp.resolve("a.png"), PNG);
    for (String octal : List.of("\\346\\205\\242", "\\330\\265", "e\\314\\201", "\\377\\376")) {
      String copy = "cp a.png \"$(printf 'scripts/%s.png')\"".formatted(octal);
      assertThat(process(temp, "sh", "-c", copy).waitFor()).isZero();
    }
    Process counter =
        process(
            temp,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Counter.class.getName(),
            folder.toString());
    assertThat(new String(counter.getInputStream().readAllBytes())).isEqualTo("4 of 4\n");
  }

  @Test
  void zip_manyEntries_zip64() throws IOException {
    Path zip = temp.resolve("many.zip");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < 66_000; i++) {
      entries.put("texts/" + i, new byte[0]);
    }
    entries.put("faces/1.png", PNG);
    TestPictures.zip(zip, entries);
    try (ImageSource source = ImageSources.open(zip)) {
      assertThat(TestPictures.names(source)).containsExactly("faces/1.png");
      assertThat(source.describe()).endsWith("(66,000 other files ignored)");
      assertThat(source.read(0).width()).isEqualTo(8);
    }
  }

  @Test
  void zip_folderInside() throws IOException {
    Path zip = temp.resolve("parts.zip");
    TestPictures.zip(zip, Map.of("a/1.png", PNG, "a/b/2.png", PNG, "ab/3.png", PNG));
    try (ImageSource source = ImageSources.open(zip.resolve("a"))) {
      assertThat(TestPictures.names(source)).containsExactly("a/1.png", "a/b/2.png");
      assertThat(source.describe()).isEqualTo("zip " + zip + "/a");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageSources.open(zip.resolve("c")))
        .withMessageContaining("no folder c in the zip " + zip);
  }

  @Test
  void zip_namesThatClimb_leadNowhere() throws IOException {
    Path zip = Files.createDirectory(temp.resolve("in")).resolve("climb.zip");
    TestPictures.zip(zip, Map.of("../../up.png", PNG, "/abs.png", PNG, "./here.png", PNG));
    try (ImageSource source = ImageSources.open(zip);
        PackedImages packed = PackedImages.pack(source, ImageShape.rgb(8, 8))) {
      assertThat(packed.size()).isEqualTo(3);
    }
    try (Stream<Path> files = Files.walk(temp)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(zip);
    }
  }

  @Test
  void namedAsAnotherFormat_theContentCounts() throws IOException {
    TestPictures.save(temp.resolve("really.jpg"), PNG);
    TestPictures.save(temp.resolve("without-extension"), PNG);
    try (ImageSource source = ImageSources.open(temp)) {
      assertThat(TestPictures.names(source)).containsExactly("really.jpg");
      assertThat(source.describe()).endsWith("(1 other file ignored)");
      assertThat(source.read(0).traits()).containsExactly(Trait.MISNAMED);
      assertThat(source.read(0).format()).isEqualTo("PNG");
    }
  }

  private static Process process(Path folder, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("LANG", "C");
    return builder.start();
  }
}
