package io.facegan.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitChecksTest {
  private static final SparkOptions TWO = SparkOptions.parse("--workers", "2", "--out", "x");

  @ParameterizedTest
  @CsvSource({
    "spark.dynamicAllocation.enabled, true, --num-executors 2",
    "spark.ssl.enabled, true, --plain-traffic",
    "spark.network.crypto.enabled, true, --plain-traffic",
    "spark.executor.cores, 8, spark.task.cpus=8"
  })
  void settingThatCannotWork_isNamedWithTheRemedy(String key, String value, String remedy) {
    SparkConf conf = new SparkConf(false).set(key, value);
    assertThatThrownBy(() -> SubmitChecks.check(conf, TWO))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(key + " is " + value, remedy);
  }

  @Test
  void settingsThatFit_pass() {
    SparkConf conf = new SparkConf(false).set("spark.ssl.enabled", "true");
    conf.set("spark.executor.cores", "4").set("spark.task.cpus", "2");
    SubmitChecks.check(conf, SparkOptions.parse("--workers", "2", "--out", "x", "--plain-traffic"));
  }

  @ParameterizedTest
  @CsvSource({
    "--workers=0, --workers is \"0\"",
    "--recipe=big, portrait",
    "--size=63x, --size is \"63x\"",
    "--size=7, 7x7",
    "--ports=65000, --ports",
    "--worker-timeout=0, timeout",
    "--wire=tf32, tf32",
    "--precision=x, precision",
    "--steps=0, steps",
    "--colour=red, --colour"
  })
  void wrongOption_isNamedInOneLine(String wrong, String named) {
    String workers = wrong.startsWith("--workers") ? "--mirror" : "--workers=2";
    assertThatThrownBy(() -> SparkOptions.parse(workers, "--out", "o", wrong))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining("\n");
  }

  @Test
  void failureOfATask_isItsOwnLine() {
    String text =
        "failed: ResultTask(1, 0) finished unsuccessfully.\na.BException: it died\n\tat x";
    assertThat(SubmitChecks.explain(new SparkException(text), TWO)).isEqualTo("it died");
  }
}
