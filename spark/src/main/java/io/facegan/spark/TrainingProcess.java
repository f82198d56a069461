package io.facegan.spark;

import io.facegan.FaceGan;
import io.facegan.FaceGanBuilder;
import io.facegan.error.FaceGanException;
import io.facegan.train.GuardException;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The process of one worker, with a class path without Spark. It ends with the executor that
 * started it, which closes its standard input. Its exit code says how it went, the greatest of all
 * workers' how the training went; the file {@link #TOLD} says it in words.
 */
final class TrainingProcess {
  static final int DONE = 0;

  /** It failed before the first step, and would do so again. */
  static final int MISTAKE = 1;

  /** It failed later, perhaps by the loss of another worker. Signals have greater numbers. */
  static final int FAILED = 2;

  /** A guard ended the training. */
  static final int GUARD = 255;

  static final String TOLD = "told";
  static final String RUN = "run";
  static final String MODEL = "model";

  private static volatile boolean stepped;

  private TrainingProcess() {}

  /**
   * Trains.
   *
   * @param args the folder of the worker, that of the cache, the images or nothing, all addresses
   *     with commas between, the number of this worker, then the options of {@link SparkOptions}
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Thread watch = new Thread(TrainingProcess::endWithTheExecutor, "facegan-executor");
    watch.setDaemon(true);
    watch.start();
    int code = DONE;
    String told;
    try {
      told = train(args);
    } catch (FaceGanException | UncheckedIOException mistake) {
      boolean guard = mistake instanceof GuardException;
      code = guard ? GUARD : stepped ? FAILED : MISTAKE;
      told = mistake.getMessage();
    } catch (Throwable fault) {
      fault.printStackTrace();
      code = stepped ? FAILED : MISTAKE;
      told = "%s (if memory was short: more --heap, or a smaller --batch)".formatted(fault);
    }
    if (told.contains("tensorflow-core-native")) {
      told = "the jar tensorflow-core-native for the executor's platform is not in --jars: " + told;
    }
    Files.writeString(Path.of(args[0], TOLD), told.replaceAll("\\s+", " "));
    // Not exit, whose hooks may wait for workers that are gone.
    Runtime.getRuntime().halt(code);
  }

  private static String train(String[] args) {
    Path folder = Path.of(args[0]);
    List<String> addresses = List.of(args[3].split(","));
    int task = Integer.parseInt(args[4]);
    SparkOptions options = SparkOptions.parse(Arrays.copyOfRange(args, 5, args.length));
    FaceGanBuilder builder =
        options
            .builder()
            .runFolder(folder.resolve(RUN))
            .orResume(true)
            .cacheFolder(Path.of(args[1]))
            .listener(
                new TrainingListener() {
                  @Override
                  public void stepped(StepResult result) {
                    stepped = true;
                  }
                });
    if (!args[2].isEmpty()) {
      builder.images(Path.of(args[2]));
    }
    if (addresses.size() > 1) {
      builder.cluster(options.cluster(addresses, task));
    }
    try (FaceGan gan = builder.build()) {
      TrainingResult result = gan.train();
      if (task == 0) {
        gan.export(folder.resolve(MODEL));
        return String.valueOf(result.steps());
      }
      return "";
    }
  }

  private static void endWithTheExecutor() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      System.err.println("facegan: " + closed);
    }
    Runtime.getRuntime().halt(FAILED);
  }
}
