package io.facegan.spark;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import picocli.CommandLine;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Trains on several executors of a Spark cluster at once: the tasks of a barrier stage become the
 * workers of one training, the first of them the chief. {@code docs/distributed.md} says more.
 */
public final class SparkTraining {
  private SparkTraining() {}

  /**
   * Runs one training. The JVM ends with exit code 1 if it fails, 2 if options or settings of Spark
   * are wrong.
   *
   * @param args the options; {@code --help} lists them
   */
  public static void main(String[] args) {
    if (List.of(args).contains("--help")) {
      CommandLine.usage(new SparkOptions(), System.out);
      return;
    }
    int code = 2;
    try {
      SubmitChecks.check(new SparkConf(), SparkOptions.parse(args));
      code = 1;
      // 64 kB a file: Spark would else take every portrait for 4 MB, and make a zip of each 32.
      try (SparkSession session =
          SparkSession.builder()
              .appName("FaceGan")
              .config("spark.sql.files.openCostInBytes", 1 << 16)
              .getOrCreate()) {
        System.out.println(run(session, null, args));
        code = 0;
      }
    } catch (FaceGanException mistake) {
      System.err.println("facegan: " + mistake.getMessage());
    } catch (Exception failure) {
      failure.printStackTrace();
      System.err.println("facegan: " + failure);
    }
    if (code != 0) {
      System.exit(code);
    }
  }

  /**
   * Trains on the images of a data frame, such as {@code spark.read().format("binaryFile")} or
   * {@code format("image")} gives.
   *
   * @param session a running session
   * @param images with the columns {@code path} (a string, another for each image; their order is
   *     the order of the images) and {@code content} (the bytes of an image file), or with the
   *     column {@code image}
   * @param options those of the command line, without {@code --images}
   * @return where the run and the model are, in one line
   * @throws FaceGanException if an option or a setting of Spark is wrong, or the training failed
   * @throws UncheckedIOException if the folder of {@code --out} cannot be written
   */
  public static String train(SparkSession session, Dataset<Row> images, String... options) {
    SubmitChecks.check(session.sparkContext().getConf(), SparkOptions.parse(options));
    try {
      return run(session, images, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String run(SparkSession session, Dataset<Row> given, String[] args)
      throws IOException {
    SparkOptions options = SparkOptions.parse(args);
    Configuration conf = session.sparkContext().hadoopConfiguration();
    FileSystem files = new Path(options.out).getFileSystem(conf);
    Path out = files.makeQualified(new Path(options.out));
    for (String part : List.of("run", "model")) {
      if (!options.orResume && files.exists(new Path(out, part))) {
        throw new FaceGanException(
            "--out %s already holds %s/: give another folder, or --or-resume to go on with that run"
                .formatted(out, part));
      }
    }
    // On the file system that all executors reach anyway.
    Path packed = new Path(out, ".images-" + UUID.randomUUID());
    try {
      List<String> images = List.of();
      if (given != null) {
        images = Packing.pack(given, null, packed.toString(), conf);
      } else if (options.images != null) {
        FileSystem source = new Path(options.images).getFileSystem(conf);
        Path path = source.makeQualified(new Path(options.images));
        if (!source.exists(path)) {
          throw new FaceGanException(
              "there is nothing at --images %s: give a folder of images, a .zip or an HDF5 file"
                  .formatted(path));
        }
        images =
            source.getFileStatus(path).isFile()
                ? List.of(path.toString())
                : Packing.pack(Packing.frame(session, path), path + "/", packed.toString(), conf);
      }
      SerializableConfiguration shared = new SerializableConfiguration(conf);
      return train(session, new WorkerTask(args, out.toString(), images, shared), options, out);
    } finally {
      files.delete(packed, true);
    }
  }

  private static String train(
      SparkSession session, WorkerTask task, SparkOptions options, Path out) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    List<Integer> numbers = IntStream.range(0, options.workers).boxed().toList();
    RDD<Integer> workers = spark.parallelize(numbers, options.workers).rdd();
    ClassTag<String> text = ClassTag$.MODULE$.apply(String.class);
    RDD<String> ends = workers.barrier().mapPartitions(task, false, text);
    String end;
    try {
      // Of barrier stages Spark runs again only those before a shuffle.
      end = new JavaRDD<>(ends, text).repartition(1).collect().get(0);
    } catch (Exception failure) {
      throw new FaceGanException(
          "%s; to go on from the newest checkpoint in --out submit again with --or-resume"
              .formatted(SubmitChecks.explain(failure, options)),
          failure);
    }
    String told = end.substring(end.indexOf(' ') + 1);
    if (!end.startsWith(TrainingProcess.DONE + " ")) {
      throw new FaceGanException(told);
    }
    return "%s steps made; the model is in %s/model, the run in %2$s/run".formatted(told, out);
  }
}
