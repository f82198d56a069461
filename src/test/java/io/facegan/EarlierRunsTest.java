package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.data.ImageBatch;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.export.GraphModelReader;
import io.facegan.internal.export.onnx.RunningModel;
import io.facegan.internal.graph.Latents;
import io.facegan.network.ImageShape;
import io.facegan.network.Normalization;
import io.facegan.runtime.Device;
import io.facegan.train.Evaluation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/** Runs that earlier versions wrote; the README beside them says how. */
class EarlierRunsTest {
  @TempDir private static Path shared;
  private static Path fixture;

  private static final ImageShape SHAPE = ImageShape.rgb(8, 12);
  private static final int SAMPLES = 36;
  private static final float[][] LATENTS = Latents.of(0, SAMPLES, 6);

  private static final float ROUNDING = 1e-5f;

  /**
   * A bias before a batch norm changes nothing but the running mean, so its gradient is a rounding
   * error, which Adam turns into whole steps: another number of cores gives others.
   */
  private static final int BIASES_BEFORE_BATCH_NORM = 24 + 5 + 4 + 6 + 10;

  private static final float WHOLE_STEPS = 0.02f;

  @TempDir private Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    fixture = Fixture.unpack("runs/format-1", shared);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void resumedRun_endsAsWithItsOwnVersion(int batch) throws IOException {
    Path run = copy(batch, "run");
    try (FaceGan gan = resume(run).steps(5).build()) {
      assertThat(gan.train().steps()).isEqualTo(5);
    }
    Path expected = fixture.resolve("batch-%d/resumed".formatted(batch));
    checkVariables(
        run.resolve("checkpoints/step-000005"), expected.resolve("checkpoints/step-000005"));
    String grid = "samples-000005.png";
    checkSamples(grid(run.resolve(grid)), grid(expected.resolve(grid)));
    checkMetrics(lines(run), lines(expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void evaluatedRun_isJudgedAsByItsOwnVersion(int batch) throws IOException {
    Path run = copy(batch, "run");
    JsonNode expected = lines(run).get(3);
    assertThat(expected.get("step").asInt()).isEqualTo(3);
    try (FaceGan gan = resume(run).build()) {
      Evaluation found = gan.evaluate();
      assertThat(found.step()).isEqualTo(3);
      checkClose(found.diagnostics().diversity(), expected.at("/evaluation/diversity"));
      checkClose(found.generatorGradient(), expected.at("/evaluation/generator_gradient"));
      checkClose(
          found.losses().generatorFromBalance(),
          expected.at("/evaluation/loss_generator_from_ln2"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void exports_drawTheGridOfTheRun(int batch) throws IOException, OrtException {
    Path run = copy(batch, "run", "resumed");
    ImageBatch expected = grid(run.resolve("samples-000005.png"));
    Export export = Export.of(run);

    Path model = folder.resolve("model");
    export.savedModel(model);
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      checkSamples(faces.batch(0, SAMPLES), expected);
    }
    Path frozen = folder.resolve("frozen.pb");
    export.frozenGraph(frozen);
    checkSamples(run(GraphDef.parseFrom(Files.readAllBytes(frozen))), expected);
    Path onnx = folder.resolve("faces.onnx");
    export.onnx(onnx);
    try (RunningModel running = new RunningModel(onnx)) {
      checkSamples(bytes(running.draw(LATENTS)), expected);
    }
    Path page = folder.resolve("page");
    export.web(page);
    checkSamples(run(new GraphModelReader(page.resolve("model")).graph()), expected);
  }

  @Test
  void otherForms_areExported() throws IOException {
    Export export = Export.of(copy(4, "run", "resumed"));
    Path others = folder.resolve("others");
    export.best().trainable().savedModel(others.resolve("trainable"));
    for (Normalization form : Normalization.values()) {
      export.batchNorm(form).savedModel(others.resolve(form.toString()));
    }
    try (Stream<Path> written = Files.list(others)) {
      assertThat(written).hasSize(5);
    }
  }

  @Test
  void exportedModel_drawsTheGridOfItsRun() throws IOException {
    try (FaceGenerator faces = FaceGenerator.load(fixture.resolve("batch-4/model"))) {
      checkSamples(
          faces.batch(0, SAMPLES), grid(fixture.resolve("batch-4/resumed/samples-000005.png")));
      assertThat(faces.describe()).contains("every layer networks, 5 steps in batches of 4");
    }
  }

  private static FaceGanBuilder resume(Path run) {
    return FaceGan.resume(run)
        .images(fixture.resolve("faces"))
        .device(Device.CPU)
        .noCache()
        .progress(false);
  }

  /** Copies folders of the fixture into one, the later over the earlier. */
  private Path copy(int batch, String... parts) throws IOException {
    Path run = folder.resolve("run");
    for (String part : parts) {
      Path from = fixture.resolve("batch-" + batch).resolve(part);
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path to = run.resolve(from.relativize(file));
          Files.createDirectories(to.getParent());
          Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return run;
  }

  /** The data file holds the values of all variables in the order of their names. */
  private static void checkVariables(Path actual, Path expected) throws IOException {
    String name = "variables.data-00000-of-00001";
    FloatBuffer found = floats(actual.resolve(name));
    FloatBuffer wanted = floats(expected.resolve(name));
    assertThat(found.remaining()).isEqualTo(wanted.remaining());
    int apart = 0;
    for (int i = 0; i < wanted.remaining(); i++) {
      assertThat(found.get(i)).isCloseTo(wanted.get(i), within(WHOLE_STEPS));
      if (Math.abs(found.get(i) - wanted.get(i)) > ROUNDING) {
        apart++;
      }
    }
    assertThat(apart).isLessThanOrEqualTo(2 * BIASES_BEFORE_BATCH_NORM);
  }

  private static FloatBuffer floats(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  private static void checkMetrics(List<JsonNode> actual, List<JsonNode> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      checkSame(actual.get(i), expected.get(i));
    }
  }

  private static void checkSame(JsonNode actual, JsonNode expected) {
    assertThat(actual.fieldNames()).toIterable().containsAll(expected::fieldNames);
    expected
        .properties()
        .forEach(
            property -> {
              JsonNode found = actual.get(property.getKey());
              if (property.getValue().isObject()) {
                checkSame(found, property.getValue());
              } else if (property.getValue().isDouble()) {
                checkClose(found.asDouble(), property.getValue());
              } else {
                assertThat(found).isEqualTo(property.getValue());
              }
            });
  }

  private static void checkClose(double actual, JsonNode expected) {
    assertThat(expected.isDouble()).isTrue();
    // Figures of images are made from whole levels, some of which rounding moves by one.
    double rounding = 0.05 * Math.max(1, Math.abs(expected.asDouble()));
    assertThat(actual).isCloseTo(expected.asDouble(), within(rounding));
  }

  private static List<JsonNode> lines(Path run) throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    List<String> lines = Files.readAllLines(run.resolve("metrics.jsonl"));
    List<JsonNode> parsed = new ArrayList<>();
    for (String line : lines) {
      ObjectNode json = (ObjectNode) mapper.readTree(line);
      json.remove("machine");
      // Earlier versions had another distance, and no verdict on what the images look like.
      if (json.get("evaluation") instanceof ObjectNode evaluation) {
        evaluation.remove(List.of("distance", "verdict"));
      }
      parsed.add(json);
    }
    return parsed;
  }

  private static ImageBatch grid(Path file) throws IOException {
    return ImageGrid.read(file, SHAPE, SAMPLES);
  }

  private static void checkSamples(ImageBatch actual, ImageBatch expected) {
    assertThat(actual.pixels()).hasSameSizeAs(expected.pixels());
    for (int i = 0; i < expected.pixels().length; i++) {
      assertThat(Byte.toUnsignedInt(actual.pixels()[i]))
          .as("value %d", i)
          .isCloseTo(Byte.toUnsignedInt(expected.pixels()[i]), within(1));
    }
  }

  private static ImageBatch run(GraphDef definition) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(definition);
      try (Session session = new Session(graph);
          TFloat32 latents = TFloat32.tensorOf(StdArrays.ndCopyOf(LATENTS));
          Result result = session.runner().feed("latents", latents).fetch("images").run()) {
        float[] values = new float[SAMPLES * SHAPE.size()];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        return bytes(values);
      }
    }
  }

  private static ImageBatch bytes(float[] values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) Math.round(255 * values[i]);
    }
    return new ImageBatch(SHAPE, SAMPLES, pixels);
  }
}
