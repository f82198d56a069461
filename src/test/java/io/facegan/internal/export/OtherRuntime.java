package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/** Other versions of TensorFlow, and its C API, each in a process of its own. */
enum OtherRuntime {
  TENSORFLOW_1_15("1.15", "TensorFlow1Runner.java"),
  TENSORFLOW_2_10("2.10", "TensorFlow2Runner.java"),
  TENSORFLOW_2_16("2.16", "TensorFlow2Runner.java"),
  C_PROGRAM("", "runner.c");

  private static final Path SOURCES = Path.of("src/test/runtimes").toAbsolutePath();

  /**
   * A tensor.
   *
   * @param type float32, int64, int32, uint8 or string; empty in what comes back
   * @param shape its sides
   * @param bytes little-endian; of a string those of its text
   */
  record Value(String type, List<Long> shape, byte[] bytes) {
    static Value floats(float[] values, Long... shape) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      return new Value("float32", List.of(shape), bytes.array());
    }

    static Value longs(long... values) {
      ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asLongBuffer().put(values);
      return new Value("int64", List.of((long) values.length), bytes.array());
    }

    static Value integer(int value) {
      ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
      return new Value("int32", List.of(), bytes.array());
    }

    static Value uint8(byte[] values, Long... shape) {
      return new Value("uint8", List.of(shape), values);
    }

    static Value text(String text) {
      return new Value("string", List.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    float[] floats() {
      float[] values = new float[bytes.length / 4];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }

    List<byte[]> strings() {
      ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      List<byte[]> strings = new ArrayList<>();
      while (all.hasRemaining()) {
        byte[] one = new byte[all.getInt()];
        all.get(one);
        strings.add(one);
      }
      return strings;
    }
  }

  /** What is asked of a signature. */
  record Call(String signature, Map<String, Value> inputs) {}

  /** What came of it: the outputs, or TensorFlow's refusal. */
  record Answer(Map<String, Value> outputs, String refusal) {
    Value get(String output) {
      assertThat(refusal).isNull();
      return outputs.get(output);
    }
  }

  private final String jars;
  private final String source;

  OtherRuntime(String jars, String source) {
    this.jars = jars;
    this.source = source;
  }

  /** Makes all calls in one process. */
  List<Answer> run(Path model, Path folder, List<Call> calls) throws IOException {
    Path files = Files.createTempDirectory(folder, "calls");
    Map<String, SignatureDef> signatures = signatures(model);
    List<String> script = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      SignatureDef signature = signatures.get(call.signature());
      for (Map.Entry<String, Value> input : call.inputs().entrySet()) {
        Value value = input.getValue();
        Path file = files.resolve(i + "-in-" + input.getKey());
        Files.write(file, value.bytes());
        script.add(
            "feed %s %s %s %s"
                .formatted(
                    signature.getInputsOrThrow(input.getKey()).getName(),
                    value.type(),
                    value.shape().stream().map(String::valueOf).collect(Collectors.joining(",")),
                    file));
      }
      for (String output : outputs(signature)) {
        script.add(
            "fetch %s %s"
                .formatted(
                    signature.getOutputsOrThrow(output).getName(),
                    files.resolve(i + "-out-" + output)));
      }
      script.add("call " + files.resolve(i + "-report"));
    }
    run(model, Files.write(files.resolve("script"), script), files);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      answers.add(answer(files, i, outputs(signatures.get(calls.get(i).signature()))));
    }
    return answers;
  }

  private static List<String> outputs(SignatureDef signature) {
    return List.copyOf(new TreeMap<>(signature.getOutputsMap()).keySet());
  }

  private static Map<String, SignatureDef> signatures(Path model) throws IOException {
    MetaGraphDef graph =
        SavedModel.parseFrom(Files.readAllBytes(model.resolve("saved_model.pb"))).getMetaGraphs(0);
    return graph.getSignatureDefMap();
  }

  private static Answer answer(Path files, int call, List<String> outputs) throws IOException {
    Path report = files.resolve(call + "-report");
    assertThat(report).exists();
    String text = Files.readString(report);
    if (text.startsWith("failed ")) {
      return new Answer(Map.of(), text.substring("failed ".length()));
    }
    String[] words = text.split(" ", -1);
    Map<String, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      List<Long> shape =
          words[i + 1].isEmpty()
              ? List.of()
              : Arrays.stream(words[i + 1].split(",")).map(Long::valueOf).toList();
      byte[] bytes = Files.readAllBytes(files.resolve(call + "-out-" + outputs.get(i)));
      values.put(outputs.get(i), new Value("", shape, bytes));
    }
    return new Answer(values, null);
  }

  private void run(Path model, Path script, Path files) throws IOException {
    List<String> command = new ArrayList<>(command(files));
    command.add(model.toString());
    command.add(script.toString());
    finish(command, files);
  }

  private List<String> command(Path files) throws IOException {
    if (this == C_PROGRAM) {
      boolean compiler =
          Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> isProgram(bin, "gcc"));
      assumeTrue(compiler, "there is no gcc on the PATH: install one to test the C program");
      Path natives = natives();
      Path program = files.resolve("runner");
      finish(
          List.of(
              "gcc",
              "-O1",
              "-Wall",
              "-Werror",
              "-o",
              program.toString(),
              SOURCES.resolve(source).toString(),
              natives.resolve("libtensorflow_cc.so.2").toString(),
              natives.resolve("libtensorflow_framework.so.2").toString(),
              "-Wl,-rpath," + natives),
          files);
      return List.of(program.toString());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
        "-cp",
        Path.of("target/runtimes", jars).toAbsolutePath() + "/*",
        SOURCES.resolve(source).toString());
  }

  private static boolean isProgram(String folder, String name) {
    return Files.isExecutable(Path.of(folder, name));
  }

  /** Where this process has loaded TensorFlow from. */
  private static Path natives() throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.endsWith("/libtensorflow_cc.so.2"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))).getParent())
          .findFirst()
          .orElseThrow();
    }
  }

  private static void finish(List<String> command, Path files) throws IOException {
    Path log = files.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(() -> read(log)).isZero();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
