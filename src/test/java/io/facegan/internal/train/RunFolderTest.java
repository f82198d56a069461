package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.error.FaceGanException;
import io.facegan.internal.data.Skipped;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void emptyOrAbsentFolder_isFree() {
    assertThatCode(() -> RunFolder.checkFree(folder)).doesNotThrowAnyException();
    Path deep = folder.resolve("a/b/c");
    assertThatCode(() -> RunFolder.checkFree(deep)).doesNotThrowAnyException();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderWithSomething_isNotFree() throws IOException {
    Files.writeString(folder.resolve("note"), "mine");
    assertThatThrownBy(() -> RunFolder.checkFree(folder))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(folder.toString(), "not empty", "another folder");
  }

  @Test
  void file_isNotFree() throws IOException {
    Path file = Files.writeString(folder.resolve("note"), "mine");
    assertThatThrownBy(() -> RunFolder.checkFree(file))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(file.toString(), "is a file", "another folder");
  }

  @Test
  void folderBelowAFile_cannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("note"), "mine");
    Path below = file.resolve("a/b");
    assertThatThrownBy(() -> RunFolder.checkFree(below))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(below.toString(), file.toString(), "choose another");
  }

  @Test
  void create_refusesWhatIsNotFree() throws IOException {
    Files.writeString(folder.resolve("note"), "mine");
    assertThatThrownBy(() -> RunFolder.create(folder, TestOptions.of(TinyNetworks.rgb())))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(folder.toString(), "not empty", "another folder");
    assertThat(folder.resolve("options.json")).doesNotExist();
  }

  @Test
  void open_refusesOtherFolders() {
    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(folder.toString(), "no options.json", "--run");
  }

  @ParameterizedTest
  @MethodSource
  void options_areReadAsWritten(Networks networks) {
    TrainingOptions options = TestOptions.of(networks);
    RunFolder.create(folder, options).close();
    RunFolder opened = RunFolder.open(folder);
    assertThat(opened.options()).isEqualTo(options);
    assertThat(opened.path()).isEqualTo(folder);
  }

  static Stream<Networks> options_areReadAsWritten() {
    return Stream.of(
        Networks.tutorial(Activation.LEAKY_RELU),
        Networks.tutorial(Activation.GELU, ImageShape.rgb(218, 178)),
        Networks.tutorial(Activation.leakyRelu(0.01), new ImageShape(64, 96, 1)),
        Networks.small(),
        Networks.small(Activation.TANH, new ImageShape(32, 48, 1)),
        Networks.fullyConnected(),
        TinyNetworks.rgb());
  }

  @Test
  void options_areJsonForPeople() throws IOException {
    RunFolder.create(folder, TestOptions.of(TinyNetworks.rgb())).close();
    String json = Files.readString(folder.resolve("options.json"));
    assertThat(json)
        .contains("\"batchSize\" : 16", "\"seed\" : -5", "\"precision\" : \"FLOAT32\"")
        .contains("\"layer\" : \"transposed_convolution\"")
        .endsWith("}\n");
  }

  @Test
  void damagedOptions_areRefusedInOneLine() throws IOException {
    RunFolder run = RunFolder.create(folder, TestOptions.of(TinyNetworks.rgb()));
    Path file = folder.resolve("options.json");
    String json = Files.readString(file);
    checkRefused(run, file, json.substring(0, json.length() / 2), "Unexpected end-of-input");
    checkRefused(
        run,
        file,
        json.replace("\"batchSize\" : 16", "\"batchSize\" : 0"),
        "batch size is 0: it must be at least 1");
    checkRefused(run, file, json.replace("\"seed\"", "\"seeds\""), "Unrecognized field \"seeds\"");
    checkRefused(run, file, "", "it is empty");
    checkRefused(run, file, "null", "it is empty");
  }

  private static void checkRefused(RunFolder run, Path file, String json, String reason)
      throws IOException {
    Files.writeString(file, json);
    Throwable thrown = catchThrowable(run::options);
    assertThat(thrown).isInstanceOf(FaceGanException.class);
    assertThat(thrown.getMessage())
        .startsWith(file + " does not hold the options of a run: ")
        .contains(reason)
        .doesNotContain("\n");
  }

  @Test
  void skippedImages_areListedWithTheirReasons() throws IOException {
    RunFolder run = RunFolder.create(folder, TestOptions.of(TinyNetworks.rgb()));
    run.writeSkipped(List.of());
    assertThat(folder.resolve("skipped.txt")).doesNotExist();
    run.writeSkipped(
        List.of(new Skipped("a.jpg", "is empty"), new Skipped("b/c.png", "is no image")));
    assertThat(Files.readAllLines(folder.resolve("skipped.txt")))
        .containsExactly("a.jpg\tis empty", "b/c.png\tis no image");
  }
}
