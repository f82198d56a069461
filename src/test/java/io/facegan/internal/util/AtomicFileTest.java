package io.facegan.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.function.IOConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AtomicFileTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void choose() {
    file = folder.resolve("faces.png");
  }

  /** How a file is written. */
  enum Way {
    WRITE {
      @Override
      void write(Path file, IOConsumer<OutputStream> content) {
        AtomicFile.write(file, content);
      }
    },
    WRITE_DURABLY {
      @Override
      void write(Path file, IOConsumer<OutputStream> content) {
        AtomicFile.writeDurably(file, content);
      }
    },
    CREATE {
      @Override
      void write(Path file, IOConsumer<OutputStream> content) {
        AtomicFile.create("thing", file, content);
      }
    };

    abstract void write(Path file, IOConsumer<OutputStream> content);
  }

  @ParameterizedTest
  @EnumSource
  void content_isThereAndNothingElse(Way way) throws IOException {
    way.write(
        file,
        out -> {
          out.write('a');
          out.flush();
          assertThat(file).as("not before it is whole").doesNotExist();
          out.write('b');
        });
    assertThat(file).hasContent("ab");
    assertThat(names()).containsExactly("faces.png");
  }

  @ParameterizedTest
  @EnumSource
  void fullDisk_leavesNothingAndNamesTheFile(Way way) throws IOException {
    assertThatThrownBy(() -> way.write(file, out -> fail(new IOException("No space left"))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("cannot write", file.toString(), "(No space left)", "disk")
        .hasMessageNotContaining(".unfinished");
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void exceptionsAndErrors_leaveNothing(Way way) throws IOException {
    for (Throwable failure : List.of(new IllegalStateException("no"), new OutOfMemoryError("x"))) {
      assertThatThrownBy(() -> way.write(file, out -> fail(failure))).isSameAs(failure);
      assertThat(names()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITE", "WRITE_DURABLY"})
  void failure_keepsWhatWasThere(Way way) throws IOException {
    Files.writeString(file, "old");
    assertThatThrownBy(() -> way.write(file, out -> fail(new IOException("No space left"))))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(file).hasContent("old");
    way.write(file, text("new"));
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("faces.png");
  }

  @ParameterizedTest
  @EnumSource
  void interruptedThread_writesToo(Way way) throws IOException {
    Thread.currentThread().interrupt();
    way.write(file, text("whole"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("whole");
    assertThat(names()).containsExactly("faces.png");
  }

  @ParameterizedTest
  @EnumSource
  void longestName_canBeWritten(Way way) throws IOException {
    Path longest = folder.resolve("n".repeat(251) + ".png");
    way.write(longest, text("x"));
    assertThat(longest).hasContent("x");
  }

  @Test
  void create_isRefusedBeforeAnythingIsMade() throws IOException {
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> AtomicFile.create("ONNX file", file, out -> fail(new Error("made"))))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("ONNX file", file.toString(), "is there already");
    assertThat(file).hasContent("mine");
  }

  @Test
  void create_doesNotReplaceWhatAppearsMeanwhile() throws IOException {
    assertThatThrownBy(
            () -> AtomicFile.create("thing", file, out -> Files.writeString(file, "another's")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("the thing " + file, "something is there already");
    assertThat(file).hasContent("another's");
    assertThat(names()).containsExactly("faces.png");
  }

  @Test
  void create_makesFoldersWhichAreNotLeftByAFailure() throws IOException {
    Path deep = folder.resolve("a/b/faces.png");
    assertThatThrownBy(() -> AtomicFile.create("thing", deep, out -> fail(new IOException("full"))))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(names()).isEmpty();
    AtomicFile.create("thing", deep, text("x"));
    assertThat(deep).hasContent("x");
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITE", "WRITE_DURABLY"})
  void missingFolder_isNotMade(Way way) {
    Path missing = folder.resolve("gone/faces.png");
    assertThatThrownBy(() -> way.write(missing, text("x")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll(missing.toString(), "no such file or folder");
    assertThat(missing.getParent()).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void leftoversOfDeadProcesses_areRemovedHoweverFresh(Way way) throws IOException {
    Path left = Files.createDirectory(folder.resolve(".other.png.unfinished-12345"));
    Files.writeString(left.resolve("content"), "half");
    Files.createFile(left.resolve("lock"));
    way.write(file, text("x"));
    assertThat(names()).containsExactly("faces.png");
  }

  @Test
  void filesOfUsers_areNoLeftovers() throws IOException {
    for (String name : List.of(".a.unfinished-", "a.unfinished-1", ".a.unfinished-1b", ".b")) {
      Files.createDirectory(folder.resolve(name));
    }
    AtomicFile.write(file, text("x"));
    assertThat(names()).hasSize(5);
  }

  @Test
  void twoAtOnce_bothEndAndTheLastStays() throws IOException {
    AtomicFile.write(file, out -> AtomicFile.write(file, text("inner")));
    assertThat(file).hasContent("");
    assertThat(names()).containsExactly("faces.png");
  }

  @ParameterizedTest
  @EnumSource
  void fileSystemWithoutAtomicMoves_isWrittenToo(Way way) throws IOException {
    FaultyFiles files = new FaultyFiles();
    files.beforeMove =
        (from, to, options) -> {
          if (FaultyFiles.has(StandardCopyOption.ATOMIC_MOVE, options)) {
            throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "no");
          }
        };
    way.write(files.path(file), text("whole"));
    assertThat(file).hasContent("whole");
    assertThat(names()).containsExactly("faces.png");
  }

  @ParameterizedTest
  @EnumSource
  void fileSystemWithoutLocks_isWrittenToo(Way way) throws IOException {
    FaultyFiles files = new FaultyFiles();
    files.locks = false;
    Path left = Files.createDirectory(folder.resolve(".other.png.unfinished-12345"));
    way.write(files.path(file), text("whole"));
    assertThat(file).hasContent("whole");
    assertThat(names())
        .as("what may be the work of a living process stays")
        .containsExactly(left.getFileName().toString(), "faces.png");
  }

  @Test
  void mountedFile_isWrittenIntoUnlessThatCouldLoseWhatARunGoesOnFrom() throws IOException {
    FaultyFiles files = new FaultyFiles();
    files.beforeMove =
        (from, to, options) -> {
          throw new FileSystemException(from.toString(), to.toString(), "Device or resource busy");
        };
    Files.writeString(file, "old");
    assertThatThrownBy(() -> AtomicFile.writeDurably(files.path(file), text("new")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Device or resource busy");
    assertThat(file).hasContent("old");
    AtomicFile.write(files.path(file), text("new"));
    assertThat(file).hasContent("new");
    assertThat(names()).containsExactly("faces.png");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void device_isWrittenInto() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "there is a device to write to");
    AtomicFile.write(device, text("x"));
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITE", "WRITE_DURABLY"})
  @DisabledOnOs(OS.WINDOWS)
  void link_staysOne(Way way) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), file);
    Files.writeString(file, "old");
    way.write(link, text("new"));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  private static IOConsumer<OutputStream> text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void fail(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) failure;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
