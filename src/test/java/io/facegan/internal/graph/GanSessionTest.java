package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.runtime.Compute;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.types.TInt64;

class GanSessionTest {
  private static final int BATCH = 2;

  @TempDir private Path folder;

  static Stream<Networks> networks() {
    return Stream.of(TinyNetworks.rgb(), TinyNetworks.of(ImageShape.rgb(16, 16), 32));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void sameSeed_givesTheSameBits(Networks networks) {
    try (GanSession first = session(networks, 3);
        GanSession second = session(networks, 3)) {
      for (int step = 0; step < 3; step++) {
        assertThat(second.step(images(networks, step), step))
            .isEqualTo(first.step(images(networks, step), step));
      }
      checkSameBits(Values.of(second), Values.of(first));
      float[][] latents = Latents.of(0, 3, networks.latentSize());
      assertThat(second.sample(latents)).isEqualTo(first.sample(latents));
    }
  }

  @Test
  void otherSeed_givesOtherWeightsAndLosses() {
    Networks networks = TinyNetworks.rgb();
    try (GanSession first = session(networks, 3);
        GanSession second = session(networks, 4)) {
      assertThat(second.step(images(networks, 0), 0))
          .isNotEqualTo(first.step(images(networks, 0), 0));
      assertThat(second.values("generator/dense_1/kernel"))
          .isNotEqualTo(first.values("generator/dense_1/kernel"));
    }
  }

  @Test
  void steps_haveTheirOwnLatents() {
    Networks networks = TinyNetworks.rgb();
    try (GanSession first = session(networks, 3);
        GanSession second = session(networks, 3)) {
      GanSession.Losses zero = first.step(images(networks, 0), 0);
      GanSession.Losses one = second.step(images(networks, 0), 1);
      assertThat(one.real()).isEqualTo(zero.real());
      assertThat(one.fake()).isNotEqualTo(zero.fake());
      assertThat(one.generator()).isNotEqualTo(zero.generator());
    }
  }

  @Test
  void firstLosses_areThoseOfTheLogits() {
    Networks networks = TinyNetworks.rgb();
    try (GanSession session = session(networks, 3)) {
      TinyNetworks.fill(session, "discriminator/dense_1/kernel", 0);
      TinyNetworks.fill(session, "discriminator/dense_1/bias", 0.5f);
      double real = session.step(images(networks, 0), 0).real();
      assertThat(real).isCloseTo(Math.log1p(Math.exp(-0.5)), within(1e-6));
    }
  }

  @Test
  void updates_changeTheirOwnNetworkAlone() {
    Networks networks = TinyNetworks.rgb();
    try (GanSession session = session(networks, 3)) {
      byte[] reals = images(networks, 0);
      // One step first, so that no slot is zero by chance.
      session.step(reals, 0);
      Map<String, float[]> before = Values.of(session);
      UpdateRuns.run(
          session.gan.updates.plain().both().get(0),
          session.runner().feed(session.gan.inputs.images, fed(session, reals)));
      checkChanged(session, before, "discriminator", "discriminator");

      before = Values.of(session);
      try (TInt64 seed = TInt64.vectorOf(3, 4)) {
        UpdateRuns.run(
            session.gan.updates.plain().both().get(1),
            session.runner().feed(session.gan.inputs.latentSeed, seed));
      }
      checkChanged(session, before, "discriminator", "both");

      before = Values.of(session);
      try (TInt64 seed = TInt64.vectorOf(3, 5)) {
        UpdateRuns.run(
            session.gan.updates.plain().both().get(2),
            session.runner().feed(session.gan.inputs.latentSeed, seed));
      }
      checkChanged(session, before, "generator", "both");
    }
  }

  /** As on a GPU, where the images of the next step are fetched meanwhile. */
  @Test
  void oneRunAStep_givesWhatThreeGive() {
    Networks networks = TinyNetworks.rgb();
    try (GanSession three = session(networks, false);
        GanSession one = session(networks, true)) {
      List<Long> fetched = new ArrayList<>();
      LongFunction<byte[]> batches =
          step -> {
            fetched.add(step);
            return images(networks, (int) step);
          };
      for (int step = 0; step < 3; step++) {
        assertThat(one.step(batches, step)).isEqualTo(three.step(images(networks, step), step));
      }
      assertThat(fetched).containsExactly(0L, 1L, 2L, 3L);
      checkSameBits(Values.of(one), Values.of(three));
      assertThat(one.measuredStep(batches, 3).result())
          .isEqualTo(three.measuredStep(batches, 3).result());
    }
  }

  /** After a roll-back, or when a step is given its images itself. */
  @Test
  void fetchedImages_areNotThoseOfAnotherStep() {
    Networks networks = TinyNetworks.rgb();
    try (GanSession three = session(networks, false);
        GanSession one = session(networks, true)) {
      LongFunction<byte[]> first = step -> images(networks, (int) step);
      LongFunction<byte[]> other = step -> images(networks, 100 + (int) step);
      for (GanSession session : List.of(three, one)) {
        session.step(first, 0);
        session.step(first, 7);
        session.adjust(5, 0.5);
        session.step(other, 8);
        session.step(images(networks, 3), 9);
        session.step(other, 9);
      }
      checkSameBits(Values.of(one), Values.of(three));
    }
  }

  /** The step that they are for says so, and not the one before. */
  @Test
  void imagesThatCannotBeFetched_failTheirOwnStep() {
    Networks networks = TinyNetworks.rgb();
    try (GanSession three = session(networks, false);
        GanSession one = session(networks, true)) {
      LongFunction<byte[]> batches =
          step -> {
            if (step == 1) {
              throw new IllegalStateException("gone");
            }
            return images(networks, (int) step);
          };
      for (GanSession session : List.of(three, one)) {
        session.step(batches, 0);
        assertThatThrownBy(() -> session.step(batches, 1)).hasMessage("gone");
        assertThatThrownBy(() -> session.step(any -> new byte[3], 1))
            .hasMessageStartingWith("the batch holds 3 bytes, but ");
        session.step(batches, 2);
      }
      checkSameBits(Values.of(one), Values.of(three));
    }
  }

  @Test
  void restored_goesOnBitForBit() {
    Networks networks = TinyNetworks.rgb();
    Path checkpoint = folder.resolve("variables");
    try (GanSession first = session(networks, 3);
        GanSession second = session(networks, 99)) {
      for (int step = 0; step < 2; step++) {
        first.step(images(networks, step), step);
      }
      try (VariableSnapshot snapshot = first.snapshot()) {
        snapshot.write(checkpoint);
      }
      second.restore(checkpoint);
      checkSameBits(Values.of(second), Values.of(first));
    }
    try (GanSession unbroken = session(networks, 3);
        GanSession resumed = session(networks, 3)) {
      for (int step = 0; step < 4; step++) {
        unbroken.step(images(networks, step), step);
      }
      resumed.restore(checkpoint);
      for (int step = 2; step < 4; step++) {
        resumed.step(images(networks, step), step);
      }
      checkSameBits(Values.of(resumed), Values.of(unbroken));
    }
  }

  @Test
  void samples_changeNothingAndDoNotDependOnTheirNumber() {
    Networks networks = TinyNetworks.rgb();
    try (GanSession session =
        new GanSession(
            TinyNetworks.recipe(networks, 1),
            3,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.PER_PICTURE)) {
      Map<String, float[]> before = Values.of(session);
      byte[] five = session.sample(Latents.of(0, 5, networks.latentSize()));
      byte[] third = session.sample(Latents.of(2, 1, networks.latentSize()));
      checkSameBits(Values.of(session), before);
      int size = networks.imageShape().size();
      assertThat(five).hasSize(5 * size);
      for (int i = 0; i < size; i++) {
        int together = Byte.toUnsignedInt(five[2 * size + i]);
        // A value that lies on the border of two levels may be rounded either way.
        assertThat(Byte.toUnsignedInt(third[i])).isCloseTo(together, within(1));
      }
    }
  }

  @Test
  void wrongBatch_isRefused() {
    Networks networks = TinyNetworks.rgb();
    try (GanSession session = session(networks, 3)) {
      assertThatThrownBy(() -> session.step(new byte[48], 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("48 bytes", "2 images of 8x8x3", "384");
    }
  }

  @Test
  void afterTraining_normalisationFollowsTheBatchSize() {
    assertThat(Normalization.afterTrainingAt(1)).isEqualTo(Normalization.PER_PICTURE);
    assertThat(Normalization.afterTrainingAt(2)).isEqualTo(Normalization.RUNNING_AVERAGES);
  }

  @Test
  void generatorAlone_drawsWhatTheSessionDraws() {
    Networks networks = TinyNetworks.rgb();
    Path checkpoint = folder.resolve("variables");
    for (Normalization normalization :
        new Normalization[] {Normalization.PER_PICTURE, Normalization.RUNNING_AVERAGES}) {
      try (GanSession session =
          new GanSession(
              TinyNetworks.recipe(networks, BATCH),
              3,
              Compute.onCpu(Precision.FLOAT32),
              normalization)) {
        session.step(images(networks, 0), 0);
        try (VariableSnapshot snapshot = session.snapshot()) {
          snapshot.write(checkpoint);
        }
        float[][] latents = Latents.of(0, 2, networks.latentSize());
        byte[] expected = session.sample(latents);
        try (GeneratorSession alone =
                new GeneratorSession(
                    networks, normalization, TrainedWeights.of(TinyNetworks.recipe(), checkpoint));
            var input =
                org.tensorflow.types.TFloat32.tensorOf(
                    org.tensorflow.ndarray.Shape.of(2, networks.latentSize()),
                    t -> org.tensorflow.ndarray.StdArrays.copyTo(latents, t));
            var result =
                alone.session().runner().feed(alone.latents(), input).fetch(alone.images()).run()) {
          float[] images = SmallGraph.floats((org.tensorflow.types.TFloat32) result.get(0));
          for (int i = 0; i < images.length; i++) {
            assertThat((double) images[i] * 255)
                .as("%s, value %d", normalization, i)
                .isCloseTo(Byte.toUnsignedInt(expected[i]), within(0.51));
          }
        }
      }
    }
  }

  private static org.tensorflow.types.TUint8 fed(GanSession session, byte[] reals) {
    return org.tensorflow.types.TUint8.tensorOf(
        session.gan.inputs.images.shape(), t -> t.asRawTensor().data().write(reals));
  }

  /**
   * @param trained the network whose weights and optimizer slots must change, every one of them
   * @param averaged the network whose running averages must change, or both
   */
  private static void checkChanged(
      GanSession session, Map<String, float[]> before, String trained, String averaged) {
    Set<String> changed = new TreeSet<>();
    Values.of(session)
        .forEach(
            (name, values) -> {
              if (!java.util.Arrays.equals(values, before.get(name))) {
                changed.add(name);
              }
            });
    Set<String> expected = new TreeSet<>();
    for (String name : before.keySet()) {
      boolean average = name.contains("/running_");
      if (average && (averaged.equals("both") || name.startsWith(averaged + "/"))) {
        expected.add(name);
      }
      boolean still = CancelledBiasesTest.isOf(name, TinyNetworks.rgb());
      if (!average
          && !still
          && (name.startsWith(trained + "/") || name.startsWith("optimizer/" + trained))) {
        expected.add(name);
      }
    }
    assertThat(changed).isEqualTo(expected);
  }

  private static void checkSameBits(Map<String, float[]> actual, Map<String, float[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, values) -> assertThat(actual.get(name)).as(name).isEqualTo(values));
  }

  private static GanSession session(Networks networks, long seed) {
    return new GanSession(
        TinyNetworks.recipe(networks, BATCH),
        seed,
        Compute.onCpu(Precision.FLOAT32),
        Normalization.RUNNING_AVERAGES);
  }

  private static GanSession session(Networks networks, boolean together) {
    return new GanSession(
        TinyNetworks.recipe(networks, BATCH),
        3,
        Compute.onCpu(Precision.FLOAT32),
        Normalization.RUNNING_AVERAGES,
        together,
        ConvolutionForm.MINIMAL_FILTERING);
  }

  private static byte[] images(Networks networks, int step) {
    byte[] pixels = new byte[BATCH * networks.imageShape().size()];
    new Random(step).nextBytes(pixels);
    return pixels;
  }
}
