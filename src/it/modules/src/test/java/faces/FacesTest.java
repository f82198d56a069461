package faces;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGan;
import io.facegan.FaceGenerator;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains, exports, loads, generates and evaluates with every library on the module path. */
class FacesTest {
  @TempDir private Path folder;

  @Test
  void libraryAndCommandLine_runAsModules() throws Exception {
    assertThat(Faces.class.getModule().getName()).isEqualTo("faces");
    assertThat(FaceGan.class.getModule().getName()).isEqualTo("io.facegan");
    Path images = folder.resolve("images.h5");
    Path model = folder.resolve("model");
    try (InputStream packed =
        new GZIPInputStream(Files.newInputStream(Path.of(System.getProperty("images"))))) {
      Files.copy(packed, images);
    }

    Faces.train(images, folder.resolve("run"), model);

    try (FaceGenerator faces = FaceGenerator.load(model)) {
      assertThat(faces.generate(7L).getWidth()).isEqualTo(Faces.SIDE);
    }
    assertThat(commandLine("evaluate", model.toString(), "--images", images.toString()))
        .contains("model beside HDF5 ")
        .contains("diversity");
  }

  /** Runs a command of FaceGan's own module and returns what it printed. */
  private String commandLine(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--module-path=" + System.getProperty("modulePath"));
    command.add("--module=io.facegan");
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    assertThat(exit).as("exit code; it printed:%n%s", Files.readString(output)).isZero();
    return Files.readString(output);
  }
}
