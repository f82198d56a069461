package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.network.ImageShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another process that packs a folder; killed when it is closed. */
final class PackingProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  /**
   * @param option of the JVM; with {@code -Dgate=FILE} it waits for that file in the middle
   */
  PackingProcess(String option, Path images, Path cache) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                PackingProcess.class.getName(),
                images.toString(),
                cache.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  void awaitPacking() throws IOException {
    assertThat(out.readLine()).isEqualTo("packing");
  }

  /** Returns how many images there are, and what stands for their pixels. */
  String end() throws IOException, InterruptedException {
    String packed = out.readLine();
    assertThat(process.waitFor()).isZero();
    return packed;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  public static void main(String[] args) throws IOException {
    PackStore store =
        PackStore.in(
            Path.of(args[1]),
            note -> {},
            done -> {
              if (done == 1) {
                System.out.println("packing");
              }
              String gate = System.getProperty("gate");
              while (gate != null && Files.notExists(Path.of(gate))) {
                sleep();
              }
            });
    Packing packing = Packing.of(ImageShape.rgb(8, 8));
    try (ImageSource source = ImageSources.open(Path.of(args[0]));
        PackedImages packed = PackedImages.pack(source, packing, store)) {
      System.out.println(packed.size() + " images " + packed.content());
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
