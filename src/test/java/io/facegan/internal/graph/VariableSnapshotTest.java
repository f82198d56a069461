package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.internal.runtime.Compute;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots hold the values of their moment, whatever the training does afterwards. */
class VariableSnapshotTest {
  private static final Networks NETWORKS = TinyNetworks.rgb();

  @TempDir private Path folder;
  private static GanSession session;
  private static GanSession other;
  private int steps;
  private int files;

  @BeforeAll
  static void open() {
    session = open(3);
    other = open(3);
  }

  @AfterAll
  static void close() {
    session.close();
    other.close();
  }

  @BeforeEach
  void begin() {
    session.restart();
    other.restart();
    train(2);
  }

  @Test
  void trainingOn_doesNotReachIt() throws IOException {
    try (VariableSnapshot snapshot = session.snapshot()) {
      byte[] atOnce = written(snapshot);
      train(5);
      // Weights, slots, running averages and beta powers: nothing is as it was.
      List<String> same = new ArrayList<>();
      other.restore(folder.resolve("0"));
      Map<String, float[]> then = Values.of(other);
      Values.of(session)
          .forEach(
              (name, values) -> {
                if (Arrays.equals(values, then.get(name))) {
                  same.add(name);
                }
              });
      same.removeIf(name -> CancelledBiasesTest.isOf(name, NETWORKS));
      assertThat(same).isEmpty();
      assertThat(written(snapshot)).isEqualTo(atOnce);
    }
    try (VariableSnapshot now = session.snapshot()) {
      assertThat(written(now)).isNotEqualTo(content("0"));
    }
  }

  @Test
  void writingBesideTheTraining_writesItsMoment() throws Exception {
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try (VariableSnapshot snapshot = session.snapshot()) {
      byte[] expected = written(snapshot);
      CountDownLatch begun = new CountDownLatch(1);
      Future<List<byte[]>> all =
          writer.submit(
              () -> {
                List<byte[]> each = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                  each.add(written(snapshot));
                  begun.countDown();
                }
                return each;
              });
      begun.await();
      do {
        train(1);
      } while (!all.isDone());
      assertThat(all.get()).hasSize(20).allSatisfy(one -> assertThat(one).isEqualTo(expected));
    } finally {
      writer.shutdown();
    }
  }

  @Test
  void manyAtOnce_eachHaveTheirOwnMoment() throws IOException {
    List<VariableSnapshot> snapshots = new ArrayList<>();
    List<byte[]> expected = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        train(1);
        snapshots.add(session.snapshot());
        expected.add(written(snapshots.get(i)));
      }
      for (int i = 5; i >= 0; i--) {
        assertThat(written(snapshots.get(i))).as("snapshot %d", i).isEqualTo(expected.get(i));
      }
      assertThat(expected.stream().map(Arrays::hashCode).distinct()).hasSize(6);
    } finally {
      snapshots.forEach(VariableSnapshot::close);
    }
  }

  @Test
  void restoringAndRestarting_doNotReachIt() throws IOException {
    try (VariableSnapshot snapshot = session.snapshot()) {
      byte[] expected = written(snapshot);
      session.restart();
      assertThat(written(snapshot)).isEqualTo(expected);
      train(2);
      session.restore(folder.resolve("0"));
      TinyNetworks.fill(session, "optimizer/generator/beta1_power", 7);
      TinyNetworks.fill(session, "generator/batch_norm_1/running_mean", 7);
      assertThat(written(snapshot)).isEqualTo(expected);
    }
  }

  @Test
  void training_isTheSameWithAndWithoutThem() throws IOException {
    for (int i = 0; i < 6; i++) {
      try (VariableSnapshot before = session.snapshot();
          VariableSnapshot same = session.snapshot()) {
        train(1);
        assertThat(written(same)).isEqualTo(written(before));
      }
    }
    for (int step = 0; step < steps; step++) {
      other.step(images(step), step);
    }
    try (VariableSnapshot watched = session.snapshot();
        VariableSnapshot unwatched = other.snapshot()) {
      assertThat(written(unwatched)).isEqualTo(written(watched));
    }
  }

  @Test
  void everyVariable_isInIt() throws IOException {
    TreeSet<String> kinds = new TreeSet<>();
    try (VariableSnapshot snapshot = session.snapshot()) {
      written(snapshot);
      other.restore(folder.resolve("0"));
      Map<String, float[]> restored = Values.of(other);
      Values.of(session)
          .forEach(
              (name, values) -> {
                kinds.add(name.substring(name.lastIndexOf('/') + 1));
                assertThat(restored.get(name)).as(name).isEqualTo(values);
              });
    }
    assertThat(kinds)
        .containsExactly(
            "beta1_power",
            "beta2_power",
            "bias",
            "kernel",
            "m",
            "offset",
            "running_mean",
            "running_variance",
            "scale",
            "v");
  }

  @Test
  void valuesThatAreNoNumbers_areKeptToo() throws IOException {
    String name = "generator/dense_1/bias";
    float[] odd = session.values(name);
    odd[0] = Float.NaN;
    odd[1] = Float.NEGATIVE_INFINITY;
    odd[2] = -0f;
    odd[3] = Float.MIN_VALUE;
    session.assign(name, odd);
    try (VariableSnapshot snapshot = session.snapshot()) {
      written(snapshot);
    }
    session.restart();
    session.restore(folder.resolve("0"));
    float[] restored = session.values(name);
    for (int i = 0; i < odd.length; i++) {
      assertThat(Float.floatToRawIntBits(restored[i])).isEqualTo(Float.floatToRawIntBits(odd[i]));
    }
  }

  @Test
  void placeThatCannotBeWritten_isReportedInTensorFlowsWords() throws IOException {
    Path below = Files.writeString(folder.resolve("file"), "no folder").resolve("variables");
    try (VariableSnapshot snapshot = session.snapshot()) {
      assertThatThrownBy(() -> snapshot.write(below))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(below.toString());
    }
  }

  private void train(int count) {
    for (int i = 0; i < count; i++, steps++) {
      session.step(images(steps), steps);
    }
  }

  /** Writes a snapshot under the next number and returns all that was written. */
  private byte[] written(VariableSnapshot snapshot) throws IOException {
    String name = Integer.toString(files++);
    snapshot.write(folder.resolve(name));
    return content(name);
  }

  private byte[] content(String name) throws IOException {
    byte[] data = Files.readAllBytes(folder.resolve(name + ".data-00000-of-00001"));
    byte[] index = Files.readAllBytes(folder.resolve(name + ".index"));
    byte[] both = Arrays.copyOf(data, data.length + index.length);
    System.arraycopy(index, 0, both, data.length, index.length);
    return both;
  }

  private static GanSession open(long seed) {
    return new GanSession(
        TinyNetworks.recipe(NETWORKS, 2),
        seed,
        Compute.onCpu(Precision.FLOAT32),
        Normalization.RUNNING_AVERAGES);
  }

  private static byte[] images(int step) {
    byte[] pixels = new byte[2 * NETWORKS.imageShape().size()];
    new Random(step).nextBytes(pixels);
    return pixels;
  }
}
