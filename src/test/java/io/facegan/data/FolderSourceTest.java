package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.facegan.image.ImageTrait;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.data.TestImages;
import io.facegan.internal.util.JavaCommand;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
  private static final byte[] PNG = TestImages.encoded(TestImages.rgb(4, 4), "png");

  /** Chinese, Arabic, Hindi, a family of emoji, a letter with combining marks, and Cyrillic. */
  private static final List<String> NAMES =
      List.of(
          "e\u0301\u0323.png",
          "\u041B\u0438\u0446\u043E 2.png",
          "\u041B\u0438\u0446\u043E 10.png",
          "\u0648\u062C\u0647/\u0661.png",
          "\u091A\u0947\u0939\u0930\u093E.png",
          "\u8138/\u4E00+%41.png",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67.png");

  /** Starts a command as the owner of the files, who may not read what is locked: not even root. */
  private static final List<String> WITHOUT_PRIVILEGE =
      List.of(
          "setpriv",
          "--bounding-set=-dac_override,-dac_read_search",
          "--inh-caps=-dac_override,-dac_read_search");

  @TempDir Path folder;

  @Test
  void open_namesInAnyScript() throws IOException {
    assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
    for (String name : NAMES) {
      TestImages.save(folder.resolve(name), PNG);
    }
    try (ImageSource source = ImageSources.open(folder)) {
      assertThat(TestImages.names(source)).containsExactlyElementsOf(NAMES);
      for (int i = 0; i < NAMES.size(); i++) {
        assertThat(source.read(i).width()).isEqualTo(4);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void open_namesThatTheLocaleCannotExpress_areReadAndNamedAlike() throws Exception {
    Path png = Files.write(folder.resolve("4x4"), PNG);
    Path images = folder.resolve("images");
    Path out = folder.resolve("out");
    // A shell makes the files, since this virtual machine may not be able to name them either.
    StringBuilder script = new StringBuilder("set -e\n");
    for (String name : NAMES) {
      StringBuilder octal = new StringBuilder();
      for (byte unit : name.getBytes(StandardCharsets.UTF_8)) {
        octal.append("\\0%03o".formatted(unit & 255));
      }
      script.append("f=\"").append(images).append("/$(printf %b '").append(octal).append("')\"\n");
      script.append("mkdir -p \"${f%/*}\" && cp ").append(png).append(" \"$f\"\n");
    }
    run(out, "sh", "-c", script.toString());
    run(out, java(Lister.class, images.toString()).toArray(String[]::new));
    assertThat(Files.readAllLines(out)).isEqualTo(NAMES.stream().map(n -> n + " 4x4").toList());
  }

  /** Prints the images of a folder, packed. */
  static final class Lister {
    public static void main(String[] args) throws IOException {
      try (ImageSource source = ImageSources.open(Path.of(args[0]));
          PackedImages packed = PackedImages.pack(source, ImageShape.rgb(4, 4));
          PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8)) {
        for (int i = 0; i < packed.size(); i++) {
          out.println(source.name(i) + " " + source.read(i).width() + "x4");
        }
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void open_linksThatLeadInACircle() throws IOException {
    TestImages.save(folder.resolve("a/1.png"), PNG);
    Files.createSymbolicLink(folder.resolve("x.png"), folder.resolve("y.png"));
    Files.createSymbolicLink(folder.resolve("y.png"), folder.resolve("x.png"));
    Files.createSymbolicLink(folder.resolve("a/b"), folder.resolve("a"));
    try (ImageSource source = ImageSources.open(folder)) {
      assertThat(TestImages.names(source)).containsExactly("a/1.png", "x.png", "y.png");
      for (int i = 1; i < 3; i++) {
        int index = i;
        assertThatIOException()
            .isThrownBy(() -> source.read(index))
            .withMessageContaining("link is broken or circular");
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void open_deepFolders() throws IOException {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      deep.append("d").append(i).append('/');
    }
    TestImages.save(folder.resolve(deep + "1.png"), PNG);
    try (ImageSource source = ImageSources.open(folder)) {
      assertThat(TestImages.names(source)).containsExactly(deep + "1.png");
      assertThat(source.read(0).height()).isEqualTo(4);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void open_withoutPermission_namesWhatCannotBeRead() throws Exception {
    Path images = folder.resolve("images");
    TestImages.save(images.resolve("1.png"), PNG);
    TestImages.save(images.resolve("2.png"), PNG);
    TestImages.save(images.resolve("locked/3.png"), PNG);
    for (String locked : new String[] {"2.png", "locked"}) {
      Files.setPosixFilePermissions(
          images.resolve(locked), PosixFilePermissions.fromString("---------"));
    }
    Path locked = images.resolve("locked");
    Path out = folder.resolve("out");
    try {
      List<String> command = new ArrayList<>();
      if (Files.isReadable(images.resolve("2.png"))) {
        command.addAll(WITHOUT_PRIVILEGE);
        assumeTrue(starts(command), "root may read all, and setpriv cannot take that from it");
      }
      command.addAll(java(Reader.class, images.toString(), locked.toString()));
      run(out, command.toArray(String[]::new));
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
    assertThat(Files.readAllLines(out))
        .hasSize(4)
        .startsWith(
            "1.png 4x4",
            "2.png no permission to read it",
            "locked no permission to list this folder")
        .last()
        .asString()
        .startsWith(UncheckedIOException.class.getName())
        .contains(locked.toString());
  }

  /** Prints what becomes of each image of a folder, and then of a folder that is locked. */
  static final class Reader {
    public static void main(String[] args) throws IOException {
      try (ImageSource source = ImageSources.open(Path.of(args[0]))) {
        for (int i = 0; i < source.size(); i++) {
          System.out.println(source.name(i) + " " + size(source, i));
        }
      }
      try (ImageSource locked = ImageSources.open(Path.of(args[1]))) {
        System.out.println("opened " + locked.describe());
      } catch (UncheckedIOException e) {
        System.out.println(e);
      }
    }

    private static String size(ImageSource source, int index) {
      try {
        return source.read(index).width() + "x4";
      } catch (IOException e) {
        return e.getMessage();
      }
    }
  }

  /** Linux opens this folder and refuses to list it, which is another exception. */
  @Test
  void open_folderThatFailsWhileItIsListed_namesIt() throws IOException {
    Path failing = Path.of("/proc/1/map_files");
    assumeTrue(failsLate(failing), "no such folder here");
    TestImages.save(folder.resolve("1.png"), PNG);
    Files.createSymbolicLink(folder.resolve("late"), failing);
    try (ImageSource source = ImageSources.open(folder)) {
      assertThat(source.size()).isEqualTo(2);
      assertThat(source.name(1)).isEqualTo("late");
      assertThatIOException()
          .isThrownBy(() -> source.read(1))
          .withMessage("no permission to list this folder");
    }
    assertThatThrownBy(() -> ImageSources.open(failing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(failing.toString());
  }

  private static boolean failsLate(Path folder) {
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
      listed.iterator().hasNext();
      return false;
    } catch (DirectoryIteratorException late) {
      return true;
    } catch (IOException other) {
      return false;
    }
  }

  @Test
  void read_fileThatIsGone() throws IOException {
    TestImages.save(folder.resolve("1.png"), PNG);
    try (ImageSource source = ImageSources.open(folder)) {
      Files.delete(folder.resolve("1.png"));
      assertThatIOException()
          .isThrownBy(() -> source.read(0))
          .withMessageContaining("file is gone");
    }
  }

  @Test
  void open_misnamedAndNamelessFiles() throws IOException {
    TestImages.save(folder.resolve("1.jpg"), PNG);
    TestImages.save(folder.resolve("2.png"), PNG);
    TestImages.save(folder.resolve("portrait"), PNG);
    TestImages.save(folder.resolve("png"), PNG);
    TestImages.save(folder.resolve("sub.png/portrait"), PNG);
    try (ImageSource source = ImageSources.open(folder)) {
      assertThat(TestImages.names(source)).containsExactly("1.jpg", "2.png");
      assertThat(source.read(0).traits()).containsExactly(ImageTrait.MISNAMED);
      assertThat(source.read(0).format()).isEqualTo("PNG");
      assertThat(source.read(1).traits()).isEmpty();
      assertThat(source.describe()).endsWith(" (3 other files ignored)");
    }
  }

  private static List<String> java(Class<?> main, String... arguments) {
    return JavaCommand.quick(List.of("-Djava.awt.headless=true"), main, List.of(arguments));
  }

  private static boolean starts(List<String> before) throws InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void run(Path out, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    Process process =
        builder.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
