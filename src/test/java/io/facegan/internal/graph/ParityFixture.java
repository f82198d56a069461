package io.facegan.internal.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegan.network.Activation;
import io.facegan.network.Networks;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * PyTorch's answers for the tutorial networks and the start they were computed from. Every weight,
 * image and latent is a hash of its position, so both sides set up the same start: see {@code
 * parity/README.md} in the test resources.
 */
final class ParityFixture {
  /**
   * A parameter as PyTorch lists it.
   *
   * @param theirs its name there, for example {@code generator.3.weight}
   * @param ours the variable's name here
   * @param shape its shape there
   * @param stream which hash stream its values come from
   * @param layer the kind of layer there
   * @param fanIn of the layer
   */
  record Parameter(
      String theirs, String ours, int[] shape, long stream, String layer, double fanIn) {
    boolean ofGenerator() {
      return ours.startsWith("generator/");
    }
  }

  private static final List<String> DISCRIMINATOR =
      List.of(
          "convolution_1",
          "batch_norm_1",
          "convolution_2",
          "batch_norm_2",
          "convolution_3",
          "dense_1");
  private static final List<String> GENERATOR =
      List.of(
          "dense_1",
          "transposed_convolution_1",
          "batch_norm_1",
          "transposed_convolution_2",
          "batch_norm_2",
          "transposed_convolution_3",
          "batch_norm_3");

  final String file;
  final JsonNode json;
  final int batch;
  final long salt;

  ParityFixture(String file) {
    this.file = file;
    try (InputStream in = ParityFixture.class.getResourceAsStream("/parity/" + file)) {
      json = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    batch = json.get("batch").asInt();
    salt = json.get("salt").asLong();
  }

  Networks networks() {
    return Networks.tutorial(Activation.parse(json.get("activation").asText()));
  }

  /** Whether it is a bias that a batch norm takes away again. */
  boolean isCancelled(Parameter parameter) {
    return CancelledBiasesTest.of(networks()).contains(parameter.ours());
  }

  List<Parameter> parameters() {
    List<Parameter> result = new ArrayList<>();
    double fanIn = 0;
    for (JsonNode node : json.get("parameters")) {
      String name = node.get("name").asText();
      String layer = node.get("layer").asText();
      int[] shape = new int[node.get("shape").size()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = node.get("shape").get(i).asInt();
      }
      if (name.endsWith("weight") && !layer.equals("BatchNorm2d")) {
        fanIn = 1;
        for (int i = 1; i < shape.length; i++) {
          fanIn *= shape[i];
        }
      }
      long stream = salt * 1000 + node.get("n").asLong();
      result.add(new Parameter(name, ourName(name, layer, result), shape, stream, layer, fanIn));
    }
    return result;
  }

  /** Two parameters make a layer, and the layers come in the same order here and there. */
  private static String ourName(String theirs, String layer, List<Parameter> before) {
    String network = theirs.substring(0, theirs.indexOf('.'));
    List<String> layers = network.equals("generator") ? GENERATOR : DISCRIMINATOR;
    long index = before.stream().filter(p -> p.theirs().startsWith(network + ".")).count() / 2;
    boolean weight = theirs.endsWith("weight");
    String kind =
        layer.equals("BatchNorm2d") ? (weight ? "scale" : "offset") : (weight ? "kernel" : "bias");
    return network + "/" + layers.get((int) index) + "/" + kind;
  }

  /** The start value of a parameter, in our layout. */
  float[] start(Parameter parameter) {
    int size = 1;
    for (int side : parameter.shape()) {
      size *= side;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      double u = 2 * hash01(parameter.stream(), i) - 1;
      double value =
          parameter.layer().equals("BatchNorm2d")
              ? 0.1 * u + (parameter.ours().endsWith("scale") ? 1 : 0)
              : u / Math.sqrt(parameter.fanIn());
      values[i] = (float) value;
    }
    return toOurs(parameter, values);
  }

  /** Reorders values from PyTorch's layout to ours. */
  float[] toOurs(Parameter parameter, float[] theirs) {
    float[] ours = new float[theirs.length];
    for (int i = 0; i < theirs.length; i++) {
      ours[position(parameter, i)] = theirs[i];
    }
    return ours;
  }

  /** Where a value at this position of PyTorch's tensor stands in ours. */
  int position(Parameter parameter, int theirs) {
    int[] s = parameter.shape();
    if (s.length == 4) {
      // (a, b, height, width) there, (height, width, b, a) here; a and b keep their meaning.
      int x = theirs % s[3];
      int y = theirs / s[3] % s[2];
      int b = theirs / s[3] / s[2] % s[1];
      int a = theirs / s[3] / s[2] / s[1];
      return ((y * s[3] + x) * s[1] + b) * s[0] + a;
    }
    if (parameter.layer().equals("Linear") && s.length == 2) {
      int in = theirs % s[1];
      int out = theirs / s[1];
      return flattened(in, s[1]) * s[0] + flattened(out, s[0]);
    }
    if (parameter.layer().equals("Linear")) {
      return flattened(theirs, s[0]);
    }
    return theirs;
  }

  /** A position in a flat image, channel first there and last here; other vectors are as is. */
  private static int flattened(int position, int size) {
    int side = size == 363 ? 11 : size == 300 ? 10 : 0;
    if (side == 0) {
      return position;
    }
    int channel = position / (side * side);
    return position % (side * side) * 3 + channel;
  }

  /** The real images of a step, batch x 128 x 128 x 3. */
  float[] images(int step) {
    float[] values = new float[batch * 128 * 128 * 3];
    for (int i = 0; i < values.length; i++) {
      int pixel = i % (128 * 128);
      int channel = i / (128 * 128) % 3;
      int image = i / (128 * 128 * 3);
      values[(image * 128 * 128 + pixel) * 3 + channel] =
          (float) hash01(salt * 1000 + 500 + step, i);
    }
    return values;
  }

  float[] discriminatorLatents(int step) {
    return latents(600 + step);
  }

  float[] generatorLatents(int step) {
    return latents(700 + step);
  }

  private float[] latents(int stream) {
    float[] values = new float[batch * 100];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (3 * (2 * hash01(salt * 1000 + stream, i) - 1));
    }
    return values;
  }

  /**
   * The length of a tensor of a parameter's shape, in our layout, and its products with the three
   * vectors that the fixtures were made with.
   */
  double[] measures(Parameter parameter, double[] ours) {
    double squares = 0;
    double[] measures = new double[4];
    for (int i = 0; i < ours.length; i++) {
      double value = ours[position(parameter, i)];
      squares += value * value;
      for (int j = 0; j < 3; j++) {
        measures[j + 1] += value * (2 * hash01(salt * 1000 + 800 + j, i) - 1);
      }
    }
    measures[0] = Math.sqrt(squares);
    return measures;
  }

  static double hash01(long stream, long i) {
    long x = (i + 1) * 0x9E3779B97F4A7C15L + stream * 0xD1B54A32D192ED03L;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    x = x ^ (x >>> 31);
    return (x >>> 40) / (double) (1 << 24);
  }
}
