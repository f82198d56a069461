package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.export.OtherRuntime.Answer;
import io.facegan.internal.export.OtherRuntime.Call;
import io.facegan.internal.export.OtherRuntime.Value;
import io.facegan.internal.graph.CallLimit;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.RandomGan;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.inference.LoadedModel;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/** Exports in other versions of TensorFlow: the same images, judgements, training and refusals. */
@Tag("runtimes")
class OtherRuntimesTest {
  private static final int SIDE = 16;
  private static final int PIXELS = SIDE * SIDE * 3;
  private static final Networks NETWORKS = Networks.small(ImageShape.rgb(SIDE, SIDE));
  private static final int LATENT = NETWORKS.latentSize();
  private static final float NEAR = 1e-4f;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void drawing_isTheSame(OtherRuntime runtime) throws IOException {
    for (Normalization form : List.of(Normalization.RUNNING_AVERAGES, Normalization.PER_PICTURE)) {
      Path model = random(form);
      List<Call> calls = new ArrayList<>();
      for (int count : new int[] {1, 5}) {
        Value latents = latents(40, count);
        calls.add(new Call("serving_default", Map.of("latents", latents)));
        calls.add(new Call("generate", Map.of("latents", latents)));
        calls.add(new Call("generate_uint8", Map.of("latents", latents)));
        calls.add(new Call("generate_seeded", Map.of("seeds", seeds(40, count))));
        calls.add(new Call("generate_png", Map.of("seeds", seeds(40, count))));
      }
      List<Answer> answers = runtime.run(model, folder, calls);
      int next = 0;
      for (int count : new int[] {1, 5}) {
        float[] expected = drawn(model, count);
        List<Long> shape = List.of((long) count, (long) SIDE, (long) SIDE, 3L);
        assertThat(answers.get(next).get("images").shape()).isEqualTo(shape);
        checkNear(answers.get(next++), "images", expected);
        checkNear(answers.get(next++), "images", expected);
        byte[] bytes = answers.get(next++).get("images").bytes();
        for (int i = 0; i < bytes.length; i++) {
          assertThat(Byte.toUnsignedInt(bytes[i]) / 255f)
              .isCloseTo(expected[i], within(0.51f / 255));
        }
        checkNear(answers.get(next++), "images", expected);
        List<byte[]> files = answers.get(next++).get("png_bytes").strings();
        assertThat(files).hasSize(count);
        for (int i = 0; i < count; i++) {
          checkPng(files.get(i), bytes, i * PIXELS);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void interpolationAndJudgement_areTheSame(OtherRuntime runtime) throws IOException {
    Path model = random(Normalization.RUNNING_AVERAGES);
    byte[] images = images(3);
    float[] scaled = new float[images.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = Byte.toUnsignedInt(images[i]) / 255f;
    }
    Long[] shape = {3L, (long) SIDE, (long) SIDE, 3L};
    List<Answer> answers =
        runtime.run(
            model,
            folder,
            List.of(
                new Call(
                    "interpolate",
                    Map.of(
                        "from_latents", latents(1, 2),
                        "to_latents", latents(8, 2),
                        "steps", Value.integer(4))),
                new Call("discriminate", Map.of("images", Value.uint8(images, shape))),
                new Call("discriminate_float", Map.of("images", Value.floats(scaled, shape)))));
    try (RunningSignatures ours = new RunningSignatures(model);
        TFloat32 from = RunningSignatures.floats(latents(1, 2).floats(), 2, LATENT);
        TFloat32 to = RunningSignatures.floats(latents(8, 2).floats(), 2, LATENT);
        TInt32 steps = TInt32.scalarOf(4);
        TUint8 tensor = RunningSignatures.bytes(images, 3, SIDE, SIDE, 3);
        var way =
            ours.call(
                "interpolate", Map.of("from_latents", from, "to_latents", to, "steps", steps));
        var judged = ours.call("discriminate", Map.of("images", tensor))) {
      assertThat(answers.get(0).get("images").shape())
          .containsExactly(2L, 4L, (long) SIDE, (long) SIDE, 3L);
      checkNear(answers.get(0), "images", way.floats("images"));
      checkNear(answers.get(1), "probabilities", judged.floats("probabilities"));
      checkNear(answers.get(2), "probabilities", judged.floats("probabilities"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void training_isTheSame(OtherRuntime runtime) throws IOException {
    Path model = folder.resolve("trainable");
    Path saved = folder.resolve("saved");
    List<Call> calls = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    try (GanSession training =
        new GanSession(
            TinyNetworks.recipe(NETWORKS, 4),
            9,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.RUNNING_AVERAGES)) {
      exportTrainable(training, model);
      calls.add(new Call("save", Map.of("path", Value.text(saved.toString()))));
      for (int step = 0; step < 10; step++) {
        calls.add(trainStep(step));
        GanSession.Losses losses = training.step(images(4), step);
        expected.add(
            new float[] {(float) losses.real(), (float) losses.fake(), (float) losses.generator()});
      }
      calls.add(new Call("restore", Map.of("path", Value.text(saved.toString()))));
      calls.add(trainStep(0));
      expected.add(expected.get(0));
      List<Answer> answers = runtime.run(model, folder, calls);
      assertThat(answers.get(0).get("path").strings().get(0))
          .asString()
          .isEqualTo(saved.toString());
      assertThat(answers.remove(11).get("path").strings().get(0))
          .asString()
          .isEqualTo(saved.toString());
      for (int i = 0; i < expected.size(); i++) {
        Answer answer = answers.get(i + 1);
        float[] losses = {
          answer.get("discriminator_loss_real").floats()[0],
          answer.get("discriminator_loss_fake").floats()[0],
          answer.get("generator_loss").floats()[0]
        };
        // Rounding grows: Adam makes whole steps of the gradients of biases before batch norms,
        // which are nothing but rounding errors.
        float near = i < 2 || i == 10 ? NEAR : 2e-2f;
        assertThat(losses).as("step %d", i).containsExactly(expected.get(i), within(near));
      }
      training.restore(saved);
    }
  }

  @ParameterizedTest
  @EnumSource
  void badInput_isRefusedWithWords(OtherRuntime runtime) throws IOException {
    Path model = random(Normalization.PER_PICTURE);
    float[] notFinite = new float[LATENT];
    notFinite[2] = Float.NaN;
    float[] tooLarge = new float[PIXELS];
    tooLarge[5] = 1.5f;
    Long[] one = {1L, (long) SIDE, (long) SIDE, 3L};
    List<Call> calls =
        new ArrayList<>(
            List.of(
                new Call("generate", Map.of("latents", Value.floats(notFinite, 1L, (long) LATENT))),
                new Call("generate", Map.of("latents", Value.floats(new float[7], 1L, 7L))),
                new Call(
                    "discriminate", Map.of("images", Value.uint8(new byte[48], 1L, 4L, 4L, 3L))),
                new Call("discriminate_float", Map.of("images", Value.floats(tooLarge, one)))));
    for (int steps : new int[] {-1, 1, Integer.MAX_VALUE}) {
      calls.add(
          new Call(
              "interpolate",
              Map.of(
                  "from_latents", latents(1, 1),
                  "to_latents", latents(2, 1),
                  "steps", Value.integer(steps))));
    }
    // And it still works afterwards.
    calls.add(new Call("generate", Map.of("latents", latents(40, 1))));
    List<Answer> answers = runtime.run(model, folder, calls);
    assertThat(answers.get(0).refusal()).contains("latents must be finite");
    assertThat(answers.get(1).refusal()).contains("[1,7]");
    assertThat(answers.get(2).refusal()).contains("[1,4,4,3]");
    assertThat(answers.get(3).refusal()).contains("images must be from 0 to 1");
    for (int i = 4; i < 7; i++) {
      assertThat(answers.get(i).refusal()).contains("steps must be from 2 to 1000");
    }
    checkNear(answers.get(7), "images", drawn(model, 1));
  }

  private Path random(Normalization form) {
    Path model = folder.resolve(form.name());
    Path checkpoint = folder.resolve("checkpoint");
    RandomGan.write(NETWORKS, 4, checkpoint);
    Models.write(NETWORKS, checkpoint, form, model);
    return model;
  }

  private void exportTrainable(GanSession training, Path model) {
    Path checkpoint = folder.resolve("begun");
    try (VariableSnapshot snapshot = training.snapshot()) {
      snapshot.write(checkpoint);
    }
    SavedModelWriter.write(
        new ServedModel(
            TinyNetworks.recipe(NETWORKS, 1),
            TrainedWeights.of(TinyNetworks.recipe(), checkpoint),
            Normalization.RUNNING_AVERAGES,
            Normalization.RUNNING_AVERAGES,
            true,
            CallLimit.NONE,
            Models.note(NETWORKS, Normalization.RUNNING_AVERAGES)),
        model,
        added -> {});
  }

  private static Call trainStep(int step) {
    return new Call(
        "train_step",
        Map.of(
            "images", Value.uint8(images(4), 4L, (long) SIDE, (long) SIDE, 3L),
            "seed", Value.longs(9, step)));
  }

  private static byte[] images(int count) {
    byte[] images = new byte[count * PIXELS];
    new Random(count).nextBytes(images);
    return images;
  }

  private static Value latents(long firstSeed, int count) {
    float[] values = new float[count * LATENT];
    for (int i = 0; i < count; i++) {
      System.arraycopy(Latents.of(firstSeed + i, LATENT), 0, values, i * LATENT, LATENT);
    }
    return Value.floats(values, (long) count, (long) LATENT);
  }

  private static Value seeds(long first, int count) {
    long[] seeds = new long[count];
    for (int i = 0; i < count; i++) {
      seeds[i] = first + i;
    }
    return Value.longs(seeds);
  }

  /** What this build's TensorFlow draws for the seeds from 40 on. */
  private static float[] drawn(Path model, int count) {
    try (LoadedModel loaded = LoadedModel.load(model)) {
      return loaded.draw(List.of(Latents.of(40, count, LATENT)));
    }
  }

  private static void checkNear(Answer answer, String output, float[] expected) {
    assertThat(answer.get(output).floats()).containsExactly(expected, within(NEAR));
  }

  private static void checkPng(byte[] file, byte[] pixels, int from) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    int[] values = image.getRaster().getPixels(0, 0, SIDE, SIDE, (int[]) null);
    for (int i = 0; i < PIXELS; i++) {
      assertThat(values[i]).isEqualTo(Byte.toUnsignedInt(pixels[from + i]));
    }
  }
}
