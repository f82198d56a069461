package io.facegan.internal.graph;

import io.facegan.internal.runtime.SessionConfig;
import io.facegan.internal.util.FileSums;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Networks;
import io.facegan.network.PlacedLayer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

/**
 * The weights of both networks in the files of a checkpoint or a model, without the optimizer's.
 *
 * @param prefix the path that the names of the files begin with
 * @param networks which they are of
 * @param raw whether the generator's weights are there
 * @param averaged whether their average is
 * @param judging whether the discriminator's weights are
 */
public record StoredWeights(
    Path prefix, Networks networks, boolean raw, boolean averaged, boolean judging) {
  /** Bytes of a fingerprint: two weights with the same one do not happen by chance. */
  private static final int FINGERPRINT = 8;

  private static final class Reader extends RestoredSession {
    private Variables variables;

    Reader() {
      super(SessionConfig.forFiles());
    }

    Map<String, float[]> read(StoredWeights weights) {
      open(
          TrainedWeights.raw(weights.prefix),
          tf -> {
            variables = weights.variables(tf);
            return variables;
          });
      return variables.values(session());
    }
  }

  /**
   * Reads all, by the names of the variables, the last axis running fastest.
   *
   * @throws io.facegan.error.FaceGanException if a file is damaged or lacks one
   */
  public Map<String, float[]> read() {
    try (Reader reader = new Reader()) {
      return reader.read(this);
    }
  }

  /** Returns the name of one that holds a NaN or an infinity, or nothing if all are finite. */
  public static Optional<String> notFinite(Map<String, float[]> values) {
    for (Map.Entry<String, float[]> one : values.entrySet()) {
      for (float value : one.getValue()) {
        if (!Float.isFinite(value)) {
          return Optional.of(one.getKey());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns those that images are drawn and judged with, by the plain names of their variables,
   * sorted: the same for a checkpoint and for what was exported from it.
   */
  public static Map<String, float[]> shown(Map<String, float[]> values) {
    Map<String, float[]> shown = new TreeMap<>();
    values.forEach(
        (name, own) -> {
          String plain = WeightAverage.isOne(name) ? WeightAverage.averagedBy(name) : name;
          shown.put(plain, values.getOrDefault(WeightAverage.nameOf(plain), own));
        });
    return shown;
  }

  /** Returns a checksum of weights, in 16 hexadecimal digits. */
  public static String fingerprint(Map<String, float[]> shown) {
    MessageDigest digest = FileSums.sha256();
    shown.forEach(
        (name, values) -> {
          digest.update((name + " " + values.length + "\n").getBytes(StandardCharsets.UTF_8));
          ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
          bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
          digest.update(bytes);
        });
    return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT);
  }

  private Variables variables(Ops tf) {
    Variables variables = new Variables(tf);
    if (raw) {
      add(tf, variables, networks.generator(), "");
      add(tf, variables, LabelEmbedding.shapes(networks), "");
    }
    if (averaged) {
      add(tf, variables, networks.generator(), WeightAverage.PREFIX);
      add(tf, variables, LabelEmbedding.shapes(networks), WeightAverage.PREFIX);
    }
    if (judging) {
      add(tf, variables, networks.discriminator(), "");
      add(tf, variables, LabelProjection.shapes(networks), "");
    }
    variables.addSaver();
    return variables;
  }

  private static void add(Ops tf, Variables variables, NetworkSpec network, String before) {
    for (PlacedLayer layer : network.placed()) {
      String name = network.name() + "/" + layer.name();
      add(tf, variables, Map.of(name, LayerVariables.of(layer)), before);
    }
  }

  private static void add(
      Ops tf, Variables variables, Map<String, Map<String, Shape>> layers, String before) {
    layers.forEach(
        (layer, shapes) ->
            shapes.forEach(
                (kind, shape) ->
                    variables.create(
                        before + layer + "/" + kind,
                        shape,
                        tf.fill(tf.constant(shape.asArray()), tf.constant(0f)))));
  }
}
