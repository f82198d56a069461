package io.facegan.spark;

import io.facegan.error.FaceGanException;
import java.util.List;
import org.apache.spark.SparkConf;

/** Refuses settings of Spark with which a training cannot work or would not be what it seems. */
final class SubmitChecks {
  private static final List<String> ENCRYPTION =
      List.of(
          "spark.ssl.enabled",
          "spark.network.crypto.enabled",
          "spark.authenticate.enableSaslEncryption");

  private SubmitChecks() {}

  static void check(SparkConf conf, SparkOptions options) {
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      throw new FaceGanException(
          "spark.dynamicAllocation.enabled is true: workers need a fixed number of executors; submit with --conf spark.dynamicAllocation.enabled=false, on YARN and Kubernetes also --num-executors %d"
              .formatted(options.workers));
    }
    for (String key : ENCRYPTION) {
      if (conf.getBoolean(key, false) && !options.plainTraffic) {
        throw new FaceGanException(
            key
                + " is true, but the workers' own traffic (TensorFlow's gRPC) is neither encrypted nor authenticated: add --plain-traffic if the network between the executors is trusted");
      }
    }
    int cores = conf.getInt("spark.executor.cores", 0);
    if (cores > 1 && !conf.contains("spark.task.cpus")) {
      throw new FaceGanException(
          "spark.executor.cores is %d and spark.task.cpus is not set: several workers would share an executor's processors; add --conf spark.task.cpus=%1$d for one worker an executor"
              .formatted(cores));
    }
  }

  /** Returns why Spark did not run the job, in one line without its stack traces. */
  static String explain(Throwable failure, SparkOptions options) {
    String text = String.valueOf(failure.getMessage());
    if (text.contains("SPARK-24819")) {
      return "there are not enough free task slots for --workers %d, which must all run at once: start more executors, lower spark.task.cpus, or give fewer --workers"
          .formatted(options.workers);
    }
    String mark = "finished unsuccessfully.";
    int reason = text.lastIndexOf(mark);
    String told = reason < 0 ? text : text.substring(reason + mark.length());
    return told.strip().lines().findFirst().orElse("").replaceFirst("^[\\w.$]+Exception: ", "");
  }
}
