package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real natives for GPUs and the real CUDA libraries on a machine without a GPU, each time in a
 * process of its own: once without a driver, once with a stand-in for it.
 */
@Tag("gpu")
class GpuNativesTest {
  private static final String NO_DRIVER = "no GPU: there is no NVIDIA driver on this machine";

  @TempDir private static Path folder;

  @BeforeAll
  static void buildDriver() throws Exception {
    assumeTrue(!Files.exists(Path.of("/proc/driver/nvidia")), "there is a real driver");
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(bin -> Files.isExecutable(Path.of(bin, "gcc"))),
        "there is no gcc on the PATH: install one");
    assertThat(
            start(
                    List.of(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-Wl,-soname,libcuda.so.1",
                        "-o",
                        folder.resolve("libcuda.so.1").toString(),
                        "src/test/resources/gpu/driver.c"),
                    Map.of())
                .code())
        .isZero();
  }

  @Test
  void withoutADriver_trainsOnTheCpu() throws Exception {
    Ended ended = facegan("", List.of(), "devices");
    assertThat(ended.said())
        .contains("those for GPUs (linux-x86_64-gpu)", "computes on the CPU, " + NO_DRIVER)
        .doesNotContain("CUDA libraries");
    String run = folder.resolve("run").toString();
    String[] train = {"train", "--networks", "small", "--size", "16", "--steps", "2", "--run", run};
    ended = facegan("", List.of(), train);
    assertThat(ended.said()).contains(" on the CPU, " + NO_DRIVER).contains("trained 2 of 2 steps");
    assertThat(ended.code()).isZero();
  }

  @Test
  void gpuWithoutADriver_isAnErrorWithTheSameWords() throws Exception {
    Ended ended = facegan("", List.of(), "train", "--device", "gpu");
    assertThat(ended.said())
        .contains(
            "facegan: the device gpu:0 cannot be used: there is no NVIDIA driver on this machine");
    assertThat(ended.code()).isEqualTo(1);
  }

  /** TensorFlow finds all libraries that it needs, and then that the driver does nothing. */
  @Test
  void librariesOfTheClassPath_areLoaded() throws Exception {
    Ended ended = facegan(folder.toString(), List.of(), "devices");
    assertThat(ended.said())
        .contains(
            "NVIDIA driver for CUDA up to 12.4: Stand-in (gpu:0, 80.0 GiB, compute capability 9.0)",
            "CUDA 12.6, cuDNN 9.5.1 from the class path, unpacked into ",
            "computes on the CPU, no GPU: TensorFlow cannot compute on it, its start fails (")
        .doesNotContain("Cannot dlopen");
    assertThat(ended.code()).isZero();
  }

  @Test
  void blackwell_isRefusedBeforeAnythingIsLoaded() throws Exception {
    Ended ended = facegan(folder.toString(), Map.of("STAND_IN_MAJOR", "12"), List.of(), "devices");
    String reason =
        "TensorFlow's natives lack the element-wise kernels for Stand-in (gpu:0, 80.0 GiB, compute"
            + " capability 12.0)";
    assertThat(ended.said())
        .containsPattern("gpu:0 +problem +" + Pattern.quote(reason))
        .contains("computes on the CPU, no GPU: " + reason)
        .doesNotContain("CUDA libraries");
    assertThat(ended.code()).isZero();
  }

  @Test
  void librariesOfAFolder_areMissed() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Ended ended = facegan(folder.toString(), List.of("-Dfacegan.cuda=" + empty), "devices");
    assertThat(ended.said())
        .contains("no GPU: libcudart.so.12 is missing in the folder " + empty + ", which ");
  }

  @Test
  void brokenLibraries_areToldWithTheLinkersWords() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("libcudart.so.12"), "not a library");
    Ended ended = facegan(folder.toString(), List.of("-Dfacegan.cuda=" + broken), "devices");
    assertThat(ended.said())
        .containsPattern("no GPU: .*/libcudart.so.12 does not load \\(.*(invalid|too short).*\\)");
  }

  private record Ended(int code, String said) {}

  private static Ended facegan(String libraries, List<String> options, String... arguments)
      throws Exception {
    return facegan(libraries, Map.of(), options, arguments);
  }

  private static Ended facegan(
      String libraries, Map<String, String> environment, List<String> options, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(environment);
    all.put("LD_LIBRARY_PATH", libraries);
    return start(command, all);
  }

  private static Ended start(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "log", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), Files.readString(log));
  }
}
