package io.facegan.internal.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class NativeLogTest {
  @Test
  void notes_areLeftOutAndAllElseIsPassedOn() {
    String error = "E0000 00:00:1.2  31 cuda_driver.cc:152] failed call to cuInit";
    String warning = "W0000 00:00:1.2  31 gpu_device.cc:2344] Cannot dlopen some GPU libraries";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(bytes, true, UTF_8));
    try {
      NativeLog.pass(
          String.join(
              "\n",
              "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR",
              "I0000 00:00:1.2  31 mlir_graph_optimization_pass.cc:401] MLIR V1 is not enabled",
              error,
              warning,
              "Information for all",
              ""));
    } finally {
      System.setErr(before);
    }
    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly(error, warning, "Information for all");
  }
}
