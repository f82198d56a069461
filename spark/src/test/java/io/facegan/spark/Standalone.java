package io.facegan.spark;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A master and two workers of Spark on loopback, each a process, of the artifacts of Maven. */
final class Standalone implements AutoCloseable {
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** The library's build. */
  static final Path BUILT = Path.of("../target");

  private static final String HOST = "127.0.0.1";
  private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final String master;

  Standalone(Path folder) throws Exception {
    this.folder = folder;
    Path jars = Files.createDirectories(folder.resolve("home/jars"));
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(each).getFileName().toString();
      // The others the application brings, as on a real cluster.
      if (name.endsWith(".jar") && !name.matches("(facegan|picocli|junit|surefire).*")) {
        Files.createSymbolicLink(jars.resolve(name), Path.of(each).toAbsolutePath());
      }
    }
    String port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = String.valueOf(free.getLocalPort());
    }
    master = "spark://" + HOST + ":" + port;
    Path log = run("master.Master", List.of("--host", HOST, "--port", port)).log;
    await("the master", () -> Files.readString(log).contains("New state: ALIVE"));
    for (int i = 0; i < 2; i++) {
      String work = folder.resolve("work" + i).toString();
      run("worker.Worker", List.of("-h", HOST, "-c", "1", "-m", "1g", "-d", work, master));
    }
  }

  /** A program of Spark. */
  record Program(Process process, Path log) {
    int exitCode() throws Exception {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        throw new AssertionError("it did not end within 5 minutes:\n" + Files.readString(log));
      }
      return process.exitValue();
    }

    /** Returns the line that the training ends with. */
    String line() throws IOException {
      String all = Files.readString(log);
      return all.lines()
          .filter(line -> line.matches("facegan: .*|\\d+ steps made.*"))
          .reduce((first, second) -> second)
          .orElse("nothing in " + all);
    }
  }

  /** Submits the training as docs/distributed.md shows it, without the jars of some name. */
  Program submit(String without, List<String> args) throws IOException {
    Path jar = folder.resolve("facegan-spark.jar");
    Path classes = Path.of("target/classes");
    String jars = BUILT.resolve("facegan.jar").toString();
    try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> own = Files.walk(classes);
        Stream<Path> others = Files.list(BUILT.resolve("lib"))) {
      for (Path file : own.filter(Files::isRegularFile).toList()) {
        stream.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, stream);
      }
      for (Path each : others.filter(file -> !file.toString().contains(without)).toList()) {
        jars += "," + each;
      }
    }
    List<String> command = new ArrayList<>(List.of("--master", master, "--jars", jars));
    String slots = "spark.scheduler.barrier.maxConcurrentTasksCheck.";
    for (String setting :
        ("spark.ui.enabled=false spark.executor.memory=512m spark.sql.codegen.wholeStage=false"
                + " spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 spark.driver.host="
                + "%s %sinterval=3s %smaxFailures=4".formatted(HOST, slots, slots))
            .split(" ")) {
      command.addAll(List.of("--conf", setting));
    }
    command.addAll(List.of("--class", "io.facegan.spark.SparkTraining", jar.toString()));
    command.addAll(args);
    return run("SparkSubmit", command);
  }

  /** Returns the process of a worker of the training, whose parent is an executor. */
  ProcessHandle process(int task) {
    String named = ".*TrainingProcess .*[\\d.:]+,[\\d.:]+ %d --.*".formatted(task);
    return processes.stream()
        .flatMap(each -> each.toHandle().descendants())
        .filter(each -> each.info().commandLine().orElse("").matches(named))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no process of worker " + task));
  }

  static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 3 minutes: " + what);
      }
      Thread.sleep(100);
    }
  }

  private Program run(String main, List<String> args) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(List.of((QUICK + " " + System.getProperty("spark.jvm")).split(" ")));
    command.addAll(List.of("-Xmx512m", "-cp", folder.resolve("home/jars") + "/*"));
    command.add("org.apache.spark.deploy." + main);
    command.addAll(args);
    Path log = Files.createTempFile(folder, main, ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    builder.environment().put("SPARK_LOCAL_DIRS", folder.resolve("disk").toString());
    processes.add(builder.start());
    return new Program(processes.get(processes.size() - 1), log);
  }

  @Override
  public void close() {
    for (Process each : processes) {
      List<ProcessHandle> below = each.toHandle().descendants().toList();
      each.destroyForcibly().onExit().join();
      below.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
