package io.facegan.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.function.IOConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
  @TempDir private Path parent;
  private final FaultyFiles files = new FaultyFiles();
  private Path folder;

  @BeforeEach
  void choose() {
    folder = parent.resolve("model");
  }

  @Test
  void absentFolder_appearsWhole() throws IOException {
    AtomicFolder.create(
        "model",
        folder,
        at -> {
          model(at);
          assertThat(folder).doesNotExist();
        });
    assertThat(names(folder)).containsExactly("a.pb", "variables");
    assertThat(names(parent)).containsExactly("model");
  }

  @Test
  void emptyFolder_isFilledAndNotReplaced() throws IOException {
    Files.createDirectory(folder);
    Object before = Files.getAttribute(folder, "unix:ino");
    files.beforeMove =
        (from, to, options) ->
            assertThat(to.getParent().toString()).as("below a mount point").isEqualTo("" + folder);
    AtomicFolder.create("model", files.path(folder), AtomicFolderTest::model);
    assertThat(Files.getAttribute(folder, "unix:ino")).isEqualTo(before);
    assertThat(names(folder)).containsExactly("a.pb", "variables");
    assertThat(names(parent)).containsExactly("model");
  }

  @Test
  void emptyFolder_getsItsFilesLast() throws IOException {
    Files.createDirectory(folder);
    List<String> moved = Collections.synchronizedList(new ArrayList<>());
    files.beforeMove = (from, to, options) -> moved.add(to.getFileName().toString());
    AtomicFolder.create("model", files.path(folder), AtomicFolderTest::model);
    assertThat(moved).containsExactly("variables", "a.pb");
  }

  @Test
  void failureWhileAnEmptyFolderIsFilled_leavesItEmpty() throws IOException {
    Files.createDirectory(folder);
    files.beforeMove =
        (from, to, options) -> {
          if (to.endsWith("a.pb")) {
            throw new FileSystemException(from.toString(), to.toString(), "Input/output error");
          }
        };
    assertThatThrownBy(
            () -> AtomicFolder.create("model", files.path(folder), AtomicFolderTest::model))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("the model " + folder, "Input/output error");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void failures_leaveNothing() throws IOException {
    Path deep = parent.resolve("a/b/model");
    Path empty = Files.createDirectory(parent.resolve("empty"));
    List<IOConsumer<Path>> failing =
        List.of(
            at -> {
              model(at);
              throw new IOException("No space left on device");
            },
            at -> {
              // As what writes a file into the folder says it.
              throw WriteFailure.of(at + "/x.png", new IOException("No space left on device"));
            });
    for (IOConsumer<Path> content : failing) {
      for (Path target : List.of(folder, deep, empty)) {
        assertThatThrownBy(() -> AtomicFolder.create("model", target, content))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageContainingAll("the model " + target, "(No space left on device)")
            .hasMessageNotContaining(".unfinished");
      }
    }
    assertThatThrownBy(
            () ->
                AtomicFolder.create(
                    "model",
                    folder,
                    at -> {
                      throw new OutOfMemoryError("x");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(names(parent)).containsExactly("empty");
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void folderWithSomething_isRefusedBeforeAnythingIsMade() throws IOException {
    Path mine = Files.writeString(Files.createDirectory(folder).resolve("note"), "mine");
    assertThatThrownBy(
            () ->
                AtomicFolder.create(
                    "model",
                    folder,
                    at -> {
                      throw new AssertionError("was written");
                    }))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(folder.toString(), "is not empty");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void newDisk_countsAsEmpty() throws IOException {
    Files.createDirectories(folder.resolve("lost+found"));
    Files.createDirectories(folder.resolve(".model.unfinished-77/content"));
    AtomicFolder.create("model", folder, AtomicFolderTest::model);
    assertThat(names(folder)).containsExactly("a.pb", "lost+found", "variables");
  }

  @Test
  void whatAppearsMeanwhile_isLeftAlone() throws IOException {
    assertThatThrownBy(
            () -> AtomicFolder.create("model", folder, at -> model(Files.createDirectory(folder))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the model " + folder);
    assertThat(names(folder)).containsExactly("a.pb", "variables");
    assertThat(names(parent)).containsExactly("model");
  }

  @Test
  void twoIntoOneEmptyFolder_oneIsWhole() throws IOException {
    Files.createDirectory(folder);
    assertThatThrownBy(
            () ->
                AtomicFolder.create(
                    "model",
                    folder,
                    at -> {
                      model(at);
                      AtomicFolder.create("model", folder, AtomicFolderTest::model);
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("something is there already");
    assertThat(names(folder)).containsExactly("a.pb", "variables");
    assertThat(folder.resolve("variables/b")).hasContent("b");
  }

  @Test
  void replace_takesThePlaceOfAFolderOrAFile() throws IOException {
    AtomicFolder.replace(folder, AtomicFolderTest::model);
    AtomicFolder.replace(folder, at -> Files.writeString(at.resolve("new"), "new"));
    assertThat(names(folder)).containsExactly("new");
    Path file = Files.writeString(parent.resolve("file"), "a file");
    AtomicFolder.replace(file, AtomicFolderTest::model);
    assertThat(names(file)).containsExactly("a.pb", "variables");
    assertThat(names(parent)).containsExactly("file", "model");
  }

  @Test
  void failedReplace_keepsWhatWasThere() throws IOException {
    AtomicFolder.replace(folder, AtomicFolderTest::model);
    assertThatThrownBy(
            () ->
                AtomicFolder.replace(
                    folder,
                    at -> {
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    files.beforeMove =
        (from, to, options) -> {
          if (from.endsWith("content")) {
            throw new IOException("Input/output error");
          }
        };
    assertThatThrownBy(
            () -> AtomicFolder.replace(files.path(folder), at -> Files.createFile(at.resolve("x"))))
        .hasMessage("Input/output error");
    assertThat(names(folder)).containsExactly("a.pb", "variables");
    assertThat(names(parent)).containsExactly("model");
  }

  /** As a container's file system does with the folders of its image. */
  @Test
  void folderThatCannotBeRenamed_isReplacedAndDeleted() throws IOException {
    Path layer = Files.createDirectory(parent.resolve("layer"));
    Files.writeString(layer.resolve("old"), "old");
    files.beforeMove =
        (from, to, options) -> {
          if (from.endsWith("layer")) {
            throw List.of(options).contains(StandardCopyOption.ATOMIC_MOVE)
                ? new AtomicMoveNotSupportedException(from.toString(), to.toString(), "layers")
                : new DirectoryNotEmptyException(from.toString());
          }
        };
    AtomicFolder.replace(
        files.path(layer), content -> Files.writeString(content.resolve("new"), "new"));
    assertThat(names(layer)).containsExactly("new");
    AtomicFolder.delete(files.path(layer));
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void delete_leavesNothing() throws IOException {
    AtomicFolder.replace(folder, AtomicFolderTest::model);
    AtomicFolder.delete(folder);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void leftovers_goWhereTheFileSystemHasNoLocksToo() throws IOException {
    files.locks = false;
    Files.createDirectories(parent.resolve(".model.unfinished-1/content"));
    Files.createDirectories(parent.resolve(".model.unfinished-2/content"));
    try (AtomicFile living = AtomicFile.begin(files.path(parent.resolve("file")))) {
      AtomicFolder.removeLeftovers(files.path(parent));
      assertThat(names(parent)).singleElement().asString().startsWith(".file.unfinished-");
      assertThat(living).isNotNull();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void interruptedThread_writesToo() throws IOException {
    Thread.currentThread().interrupt();
    AtomicFolder.create("model", folder, AtomicFolderTest::model);
    AtomicFolder.replace(folder, AtomicFolderTest::model);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(names(folder)).containsExactly("a.pb", "variables");
  }

  private static void model(Path folder) throws IOException {
    Files.createFile(folder.resolve("a.pb"));
    Files.writeString(Files.createDirectory(folder.resolve("variables")).resolve("b"), "b");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
