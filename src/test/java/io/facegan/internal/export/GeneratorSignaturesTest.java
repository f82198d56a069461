package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.graph.CallLimit;
import io.facegan.internal.graph.GeneratorSession;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.RandomGan;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.util.GreatCircle;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

class GeneratorSignaturesTest {
  private static final int SIZE = TinyNetworks.LATENT;
  private static final int PIXELS = 8 * 8 * 3;
  private static final float ROUNDING = 1e-6f;

  @TempDir private static Path folder;
  private static Path checkpoint;
  private static RunningSignatures model;

  @BeforeAll
  static void export() {
    checkpoint = folder.resolve("checkpoint");
    RandomGan.write(TinyNetworks.rgb(), 3, checkpoint);
    Models.write(
        TinyNetworks.rgb(), checkpoint, Normalization.RUNNING_AVERAGES, folder.resolve("model"));
    model = new RunningSignatures(folder.resolve("model"));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serving_default", "generate"})
  void generate_drawsLatents(String signature) {
    float[][] latents = Latents.of(10, 3, SIZE);
    assertThat(drawn(signature, latents)).containsExactly(expected(latents), within(ROUNDING));
  }

  /** Of none, oneDNN's convolutions give an image with another number of channels. */
  @Test
  void callsForNothing_areRefusedAlike() {
    String message = "images must be at least 1, but are";
    try (TFloat32 none = RunningSignatures.floats(new float[0], 0, SIZE);
        TInt64 noSeeds = TInt64.vectorOf();
        TInt32 steps = TInt32.scalarOf(3)) {
      for (String name : List.of("serving_default", "generate", "generate_uint8")) {
        assertThatThrownBy(() -> model.call(name, Map.of("latents", none)))
            .hasMessageContaining(message);
      }
      for (String name : List.of("generate_seeded", "generate_png")) {
        assertThatThrownBy(() -> model.call(name, Map.of("seeds", noSeeds)))
            .hasMessageContaining(message);
      }
      assertThatThrownBy(
              () ->
                  model.call(
                      "interpolate",
                      Map.of("from_latents", none, "to_latents", none, "steps", steps)))
          .hasMessageContaining(message);
    }
  }

  @Test
  void seedsOfAnotherRank_areRefused() {
    try (TInt64 seeds = TInt64.tensorOf(NdArrays.ofLongs(Shape.of(2, 2)))) {
      assertThatThrownBy(() -> model.call("generate_seeded", Map.of("seeds", seeds)))
          .hasMessageContaining("[2,2]")
          .hasMessageContaining("[?]");
    }
  }

  @Test
  void callWithoutInput_saysWhatItTakes() {
    assertThatThrownBy(() -> model.call("generate", Map.of()))
        .hasMessageContaining("feed latents, float32 [n, 6], or for the signatures of seeds those");
  }

  @Test
  void limitOfACall_isHeldByEverySignature() {
    ServedModel unlimited = Models.of(TinyNetworks.rgb(), checkpoint, Normalization.PER_PICTURE);
    ServedModel limited =
        new ServedModel(
            unlimited.recipe(),
            unlimited.weights(),
            unlimited.generator(),
            unlimited.discriminator(),
            false,
            new CallLimit(OptionalInt.of(16)),
            unlimited.note());
    SavedModelWriter.write(limited, folder.resolve("limited"), added -> {});
    String message = "images of a call must be 1 to 16, but are";
    try (RunningSignatures served = new RunningSignatures(folder.resolve("limited"));
        TFloat32 latents = RunningSignatures.floats(new float[17 * SIZE], 17, SIZE);
        TFloat32 three = RunningSignatures.floats(new float[3 * SIZE], 3, SIZE);
        TInt64 seeds = TInt64.vectorOf(new long[17]);
        TInt64 some = TInt64.vectorOf(new long[16]);
        TInt32 steps = TInt32.scalarOf(6);
        TUint8 images = RunningSignatures.bytes(new byte[17 * PIXELS], 17, 8, 8, 3)) {
      assertThatThrownBy(() -> served.call("generate", Map.of("latents", latents)))
          .hasMessageContaining(message);
      assertThatThrownBy(() -> served.call("generate_png", Map.of("seeds", seeds)))
          .hasMessageContaining(message);
      assertThatThrownBy(
              () ->
                  served.call(
                      "interpolate",
                      Map.of("from_latents", three, "to_latents", three, "steps", steps)))
          .hasMessageContaining(message);
      assertThatThrownBy(() -> served.call("discriminate", Map.of("images", images)))
          .hasMessageContaining(message);
      served.call("generate_seeded", Map.of("seeds", some)).close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 101})
  void seeds_giveTheLatentsOfJava(int size) throws IOException {
    long[] seeds = {0, 7, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40};
    Networks networks = TinyNetworks.ofLatents(size);
    Path other = folder.resolve("latents-" + size);
    Path weights = folder.resolve("weights-" + size);
    RandomGan.write(networks, 3, weights);
    Models.write(networks, weights, Normalization.RUNNING_AVERAGES, other);
    try (RunningSignatures seeded = new RunningSignatures(other);
        TInt64 fed = TInt64.vectorOf(seeds);
        var result = seeded.bundle().session().runner().feed("seeds", fed).fetch("latents").run()) {
      TFloat32 latents = (TFloat32) result.get(0);
      for (int i = 0; i < seeds.length; i++) {
        float[] expected = Latents.of(seeds[i], size);
        for (int j = 0; j < size; j++) {
          assertThat(latents.getFloat(i, j)).isCloseTo(expected[j], within(ROUNDING));
        }
      }
    }
  }

  @Test
  void generateSeeded_drawsTheLatentsOfSeeds() {
    try (TInt64 seeds = TInt64.vectorOf(5, -9);
        var outputs = model.call("generate_seeded", Map.of("seeds", seeds))) {
      float[][] latents = {Latents.of(5, SIZE), Latents.of(-9, SIZE)};
      assertThat(outputs.floats("images")).containsExactly(expected(latents), within(ROUNDING));
    }
  }

  /** Two calls may round a value on the border of two levels differently. */
  @Test
  void generateUint8_rounds() {
    float[][] latents = Latents.of(4, 2, SIZE);
    float[] drawn = drawn("generate", latents);
    byte[] bytes = bytes(latents);
    assertThat(bytes).hasSameSizeAs(drawn);
    for (int i = 0; i < bytes.length; i++) {
      assertThat(Byte.toUnsignedInt(bytes[i]) / 255f)
          .isCloseTo(drawn[i], within(0.5f / 255 + ROUNDING));
    }
  }

  /** In one run, since another may round a value on the border of two levels differently. */
  @Test
  void generatePng_encodesTheBytes() throws IOException {
    var signature = model.signature("generate_png");
    var bytes = model.signature("generate_uint8").getOutputsOrThrow("images");
    try (TInt64 seeds = TInt64.vectorOf(1, 2, 3);
        var outputs =
            model
                .bundle()
                .session()
                .runner()
                .feed(signature.getInputsOrThrow("seeds").getName(), seeds)
                .fetch(signature.getOutputsOrThrow("png_bytes").getName())
                .fetch(bytes.getName())
                .run()) {
      TString files = (TString) outputs.get(0);
      assertThat(files.shape().asArray()).containsExactly(3);
      byte[] expected = new byte[3 * PIXELS];
      ((TUint8) outputs.get(1)).asRawTensor().data().read(expected);
      for (int i = 0; i < 3; i++) {
        assertThat(pixels(files.asBytes().getObject(i)))
            .isEqualTo(Arrays.copyOfRange(expected, i * PIXELS, (i + 1) * PIXELS));
      }
    }
  }

  @Test
  void greyModels_givePngFilesToo() throws IOException {
    Networks grey = TinyNetworks.of(new ImageShape(8, 12, 1));
    RandomGan.write(grey, 2, folder.resolve("grey-weights"));
    Models.write(
        grey, folder.resolve("grey-weights"), Normalization.PER_PICTURE, folder.resolve("grey"));
    try (RunningSignatures drawing = new RunningSignatures(folder.resolve("grey"));
        TInt64 seeds = TInt64.vectorOf(8);
        var outputs = drawing.call("generate_png", Map.of("seeds", seeds))) {
      byte[] file = ((TString) outputs.get("png_bytes")).asBytes().getObject(0);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
      assertThat(image.getWidth()).isEqualTo(12);
      assertThat(image.getHeight()).isEqualTo(8);
      assertThat(image.getRaster().getNumBands()).isEqualTo(1);
    }
  }

  @Test
  void interpolate_goesOnGreatCircles() {
    float[] a = Latents.of(1, SIZE);
    float[] b = Latents.of(2, SIZE);
    float[] zero = new float[SIZE];
    float[] opposite = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      opposite[i] = -a[i];
    }
    float[][] from = {a, a, zero, a};
    float[][] to = {b, a, b, opposite};
    float[][] way = new float[20][];
    for (int i = 0; i < way.length; i++) {
      way[i] = GreatCircle.between(from[i / 5], to[i / 5], i % 5 / 4.0);
    }
    try (TFloat32 first = RunningSignatures.floats(flat(from), 4, SIZE);
        TFloat32 last = RunningSignatures.floats(flat(to), 4, SIZE);
        TInt32 steps = TInt32.scalarOf(5);
        var outputs =
            model.call(
                "interpolate", Map.of("from_latents", first, "to_latents", last, "steps", steps))) {
      assertThat(outputs.get("images").shape().asArray()).containsExactly(4, 5, 8, 8, 3);
      assertThat(outputs.floats("images")).containsExactly(expected(way), within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 1001, Integer.MAX_VALUE})
  void interpolate_refusesOtherNumbersOfSteps(int count) {
    try (TFloat32 latent = RunningSignatures.floats(Latents.of(1, SIZE), 1, SIZE);
        TInt32 steps = TInt32.scalarOf(count)) {
      assertThatThrownBy(
              () ->
                  model.call(
                      "interpolate",
                      Map.of("from_latents", latent, "to_latents", latent, "steps", steps)))
          .hasMessageContaining("steps must be from 2 to 1000, but is")
          .hasMessageContaining("[" + count + "]");
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void generate_refusesLatentsThatAreNotFinite(float value) {
    float[] values = Latents.of(1, 2 * SIZE);
    values[3] = value;
    try (TFloat32 latents = RunningSignatures.floats(values, 2, SIZE)) {
      assertThatThrownBy(() -> model.call("generate", Map.of("latents", latents)))
          .hasMessageContaining("latents must be finite, but their sum is");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {SIZE - 1, SIZE + 1, 2 * SIZE})
  void generate_refusesLatentsOfAnotherLength(int length) {
    try (TFloat32 latents = RunningSignatures.floats(new float[length], 1, length)) {
      assertThatThrownBy(() -> model.call("generate_uint8", Map.of("latents", latents)))
          .hasMessageContaining("[1,%d]", length)
          .hasMessageContaining("[?,6]");
    }
  }

  private static float[] drawn(String signature, float[][] latents) {
    try (TFloat32 fed = RunningSignatures.floats(flat(latents), latents.length, SIZE);
        var outputs = model.call(signature, Map.of("latents", fed))) {
      assertThat(outputs.get("images").shape().asArray()).containsExactly(latents.length, 8, 8, 3);
      return outputs.floats("images");
    }
  }

  private static byte[] bytes(float[][] latents) {
    try (TFloat32 fed = RunningSignatures.floats(flat(latents), latents.length, SIZE);
        var outputs = model.call("generate_uint8", Map.of("latents", fed))) {
      return outputs.bytes("images");
    }
  }

  private static float[] expected(float[][] latents) {
    try (GeneratorSession generator =
        new GeneratorSession(
            TinyNetworks.rgb(),
            Normalization.RUNNING_AVERAGES,
            TrainedWeights.of(TinyNetworks.recipe(), checkpoint))) {
      return generator.draw(latents);
    }
  }

  private static byte[] pixels(byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    int[] values = image.getRaster().getPixels(0, 0, 8, 8, (int[]) null);
    byte[] bytes = new byte[PIXELS];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static float[] flat(float[][] rows) {
    float[] values = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * rows[0].length, rows[0].length);
    }
    return values;
  }
}
