package io.facegan.spark;

import io.facegan.error.FaceGanException;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.runtime.AbstractFunction1;

/**
 * A task of the barrier stage: one worker, the first of which is the chief. All end in the same
 * way, upon which they agree.
 *
 * @see TrainingProcess
 */
final class WorkerTask extends AbstractFunction1<Iterator<Integer>, Iterator<String>>
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(WorkerTask.class);
  private static final int CHIEF = 0;

  private final String[] args;
  private final String out;
  private final ArrayList<String> images;
  private final SerializableConfiguration conf;

  WorkerTask(String[] args, String out, List<String> images, SerializableConfiguration conf) {
    this.args = args.clone();
    this.out = out;
    this.images = new ArrayList<>(images);
    this.conf = conf;
  }

  @Override
  public Iterator<String> apply(Iterator<Integer> nothing) {
    BarrierTaskContext task = BarrierTaskContext.get();
    // Where Spark keeps its own temporary data, which goes with the executor.
    File disk = SparkEnv.get().blockManager().diskBlockManager().localDirs()[0];
    Path folder = disk.toPath().resolve("facegan/" + task.taskAttemptId());
    try (RunCopy copy = new RunCopy(out, folder.resolve(TrainingProcess.RUN), conf.value())) {
      Files.createDirectories(folder);
      return Iterator$.MODULE$.single(work(task, copy, folder));
    } catch (IOException | InterruptedException e) {
      throw new FaceGanException("worker %d: %s".formatted(task.partitionId(), e), e);
    } finally {
      FileUtil.fullyDelete(folder.toFile());
    }
  }

  private String work(BarrierTaskContext task, RunCopy copy, Path folder)
      throws IOException, InterruptedException {
    int own = task.partitionId();
    SparkOptions options = SparkOptions.parse(args);
    String local = images.isEmpty() ? "" : Packing.fetch(images, folder, conf.value()).toString();
    if (own == CHIEF) {
      copy.restore();
    }
    // What Spark itself reaches the executor by.
    String host = task.getTaskInfos()[own].address().replaceFirst(":\\d+$", "");
    String[] all = addresses(task, host, options.ports);
    Path shared = folder.getParent();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + options.heap, "-Djava.awt.headless=true"));
    command.add("-Dorg.bytedeco.javacpp.cachedir=" + shared.resolve("natives"));
    command.add("-Dorg.slf4j.simpleLogger.logFile=System.err");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", classPath(), TrainingProcess.class.getName()));
    command.addAll(List.of(folder.toString(), shared.resolve("cache").toString(), local));
    command.addAll(List.of(String.join(",", all), String.valueOf(own)));
    command.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    // glibc keeps memory for each of the server's dozens of threads, else.
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "1");
    ResourceInformation gpu = task.resourcesJMap().get("gpu");
    if (gpu != null) {
      builder.environment().put("CUDA_VISIBLE_DEVICES", String.join(",", gpu.addresses()));
    }
    int code = end(builder.start(), task, copy);
    if (own == CHIEF) {
      copy.copy();
      if (code == TrainingProcess.DONE) {
        copy.model(folder.resolve(TrainingProcess.MODEL));
      }
    }
    Path told = folder.resolve(TrainingProcess.TOLD);
    String text =
        Files.exists(told)
            ? Files.readString(told)
            : "its process ended with exit code %d (of 137: see spark.executor.memoryOverhead)"
                .formatted(code);
    String who = code == TrainingProcess.DONE ? "" : "worker %d (%s): ".formatted(own, all[own]);
    return agreed(task.allGather(code + " " + who + text));
  }

  /** Waits for the end of a worker's process; the chief copies each checkpoint meanwhile. */
  private static int end(Process process, BarrierTaskContext task, RunCopy copy)
      throws InterruptedException {
    try {
      while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
        // Spark asks, and does not interrupt, when another task of the stage has failed.
        task.killTaskIfInterrupted();
        try {
          if (task.partitionId() == CHIEF && copy.copyIfCheckpointed()) {
            LOG.info("A checkpoint was copied");
          }
        } catch (IOException e) {
          LOG.warn("The run could not be copied; it is tried again", e);
        }
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Returns how the worst end was, or throws so that Spark runs the stage again. */
  private static String agreed(String[] ends) {
    String worst = ends[CHIEF];
    for (String each : ends) {
      worst = code(each) > code(worst) ? each : worst;
    }
    if (code(worst) >= TrainingProcess.FAILED && code(worst) < TrainingProcess.GUARD) {
      throw new FaceGanException(worst.substring(worst.indexOf(' ') + 1));
    }
    return worst;
  }

  private static int code(String end) {
    return Integer.parseInt(end.substring(0, end.indexOf(' ')));
  }

  /**
   * Takes a free port, and the next one for the chief's control channel, which no other worker of
   * this host can take before all have theirs. By default they lie below those that systems take
   * for outgoing connections, so that none of these takes one before the process listens.
   */
  @SuppressWarnings("try")
  private static String[] addresses(BarrierTaskContext task, String host, int from)
      throws IOException {
    InetAddress address = InetAddress.getByName(host);
    for (int tries = 0; ; tries++) {
      int port = from + ThreadLocalRandom.current().nextInt(SparkOptions.PORTS - 1);
      try (ServerSocket own = new ServerSocket(port, 1, address);
          ServerSocket next = new ServerSocket(port + 1, 1, address)) {
        return task.allGather(host + ":" + port);
      } catch (BindException taken) {
        if (tries == 100) {
          throw new IOException("no free ports at %s: give other --ports".formatted(host), taken);
        }
      }
    }
  }

  /** Returns what was submitted, without Spark, whose versions of the same libraries differ. */
  private static String classPath() {
    List<String> entries = new ArrayList<>();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (; loader != null; loader = loader.getParent()) {
      if (loader instanceof URLClassLoader jars) {
        for (URL jar : jars.getURLs()) {
          // Others are of Spark's shells.
          if (jar.getProtocol().equals("file")) {
            entries.add(new File(URI.create(jar.toString()).getPath()).getAbsolutePath());
          }
        }
      }
    }
    return String.join(File.pathSeparator, entries);
  }
}
