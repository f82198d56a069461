package io.facegan.benchmarks;

import io.facegan.FaceGenerator;
import io.facegan.drawn.DrawnFaces;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Whether a model with labels draws what it is asked for: a small convolutional classifier learns
 * the labels of fresh drawn faces, of which the painter knows the truth, and then judges generated
 * ones. Its agreement with other drawn faces, which it never saw, stands beside that.
 *
 * <p>Arguments: {@code SAVED_MODEL ATTRIBUTE COUNT}, the attribute {@code glasses} or {@code hair},
 * and how many faces are generated in all. Trained networks see drawn faces of seed 42 by default;
 * the classifier sees those of seed 1001.
 */
public final class LabelAgreement implements AutoCloseable {
  private static final int BATCH = 50;
  private static final int LEARNT = 6000;
  private static final int HELD_OUT = 1000;
  private static final int EPOCHS = 6;
  private static final int[] FILTERS = {16, 32, 64};
  private static final float RATE = 1e-3f;
  private static final float FORGETTING = 0.999f;

  private final int side;
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Placeholder<TFloat32> images;
  private final Placeholder<TInt32> labels;
  private final Placeholder<TFloat32> rate;
  private final Operand<TInt64> guess;
  private final List<Op> updates = new ArrayList<>();
  private final List<Op> starts = new ArrayList<>();
  private final List<Variable<TFloat32>> weights = new ArrayList<>();
  private final Session session;

  private LabelAgreement(int side, int classes) {
    this.side = side;
    this.images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, side, side, 3)));
    this.labels = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    this.rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    Operand<TFloat32> x = images;
    int channels = 3;
    int left = side;
    for (int filters : FILTERS) {
      Operand<TFloat32> kernel = weight(4 * 4 * channels, 4, 4, channels, filters);
      x = tf.nn.conv2d(x, kernel, List.of(1L, 2L, 2L, 1L), "SAME");
      x = tf.nn.relu(tf.math.add(x, weight(0, filters)));
      channels = filters;
      left = (left + 1) / 2;
    }
    int size = left * left * channels;
    Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {-1, size}));
    Operand<TFloat32> logits =
        tf.math.add(tf.linalg.matMul(flat, weight(size, size, classes)), weight(0, classes));
    this.guess = tf.math.argMax(logits, tf.constant(1));
    // TensorFlow's C++ has no gradient of the sparse cross-entropy.
    Operand<TFloat32> truth =
        tf.oneHot(labels, tf.constant(classes), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> loss =
        tf.math.neg(
            tf.math.mean(
                tf.math.mul(truth, tf.nn.logSoftmax(logits)), tf.constant(new int[] {0, 1})));
    learn(loss);
    this.session = new Session(graph);
    Session.Runner runner = session.runner();
    starts.forEach(runner::addTarget);
    runner.run().close();
  }

  private Operand<TFloat32> weight(int inputs, long... sides) {
    Variable<TFloat32> weight = tf.variable(Shape.of(sides), TFloat32.class);
    int[] shape = new int[sides.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = (int) sides[i];
    }
    double deviation = inputs == 0 ? 0 : Math.sqrt(2.0 / inputs);
    starts.add(
        tf.assign(
            weight,
            tf.math.mul(
                tf.random.statelessRandomNormal(
                    tf.constant(shape),
                    tf.constant(new long[] {7, weights.size()}),
                    TFloat32.class),
                tf.constant((float) deviation))));
    weights.add(weight);
    return weight;
  }

  /** Steps by Adam; the rate that is fed has its corrections for the first steps. */
  private void learn(Operand<TFloat32> loss) {
    Output<?>[] by = weights.stream().map(Variable::asOutput).toArray(Output<?>[]::new);
    Output<?>[] slopes = graph.addGradients(loss.asOutput(), by);
    for (int i = 0; i < by.length; i++) {
      Variable<TFloat32> weight = weights.get(i);
      @SuppressWarnings("unchecked") // the slope of float32 by float32
      Operand<TFloat32> slope = (Operand<TFloat32>) (Operand<?>) slopes[i];
      Variable<TFloat32> squares = tf.variable(weight.asOutput().shape(), TFloat32.class);
      Variable<TFloat32> speed = tf.variable(weight.asOutput().shape(), TFloat32.class);
      starts.add(tf.assign(squares, tf.zerosLike(weight)));
      starts.add(tf.assign(speed, tf.zerosLike(weight)));
      updates.add(
          tf.train.applyAdam(
              weight,
              speed,
              squares,
              tf.constant(0f),
              tf.constant(0f),
              rate,
              tf.constant(0.9f),
              tf.constant(FORGETTING),
              tf.constant(1e-7f),
              slope));
    }
  }

  private TFloat32 batch(List<float[]> pixels) {
    float[] all = new float[pixels.size() * side * side * 3];
    for (int i = 0; i < pixels.size(); i++) {
      System.arraycopy(pixels.get(i), 0, all, i * side * side * 3, side * side * 3);
    }
    return TFloat32.tensorOf(Shape.of(pixels.size(), side, side, 3), DataBuffers.of(all));
  }

  private void learn(List<float[]> pixels, int[] truth) {
    Random order = new Random(1);
    for (int step = 0; step < EPOCHS * pixels.size() / BATCH; step++) {
      List<float[]> some = new ArrayList<>();
      int[] answers = new int[BATCH];
      for (int i = 0; i < BATCH; i++) {
        int chosen = order.nextInt(pixels.size());
        some.add(pixels.get(chosen));
        answers[i] = truth[chosen];
      }
      try (TFloat32 fed = batch(some);
          TInt32 right = TInt32.vectorOf(answers);
          TFloat32 now = TFloat32.scalarOf(corrected(step + 1))) {
        Session.Runner runner =
            session.runner().feed(images, fed).feed(labels, right).feed(rate, now);
        updates.forEach(runner::addTarget);
        runner.run().close();
      }
    }
  }

  private static float corrected(int step) {
    return (float) (RATE * Math.sqrt(1 - Math.pow(FORGETTING, step)) / (1 - Math.pow(0.9, step)));
  }

  private double agreement(List<float[]> pixels, int[] asked) {
    int agreed = 0;
    for (int from = 0; from < pixels.size(); from += BATCH) {
      int to = Math.min(from + BATCH, pixels.size());
      try (TFloat32 fed = batch(pixels.subList(from, to));
          TInt64 guesses = (TInt64) session.runner().feed(images, fed).fetch(guess).run().get(0)) {
        for (int i = from; i < to; i++) {
          agreed += guesses.getLong(i - from) == asked[i] ? 1 : 0;
        }
      }
    }
    return (double) agreed / pixels.size();
  }

  private static float[] pixels(BufferedImage image) {
    int side = image.getWidth();
    int[] argb = image.getRGB(0, 0, side, side, null, 0, side);
    float[] pixels = new float[argb.length * 3];
    for (int i = 0; i < argb.length; i++) {
      for (int channel = 0; channel < 3; channel++) {
        pixels[3 * i + channel] = ((argb[i] >> (16 - 8 * channel)) & 255) / 255f - 0.5f;
      }
    }
    return pixels;
  }

  /** Learns, judges and prints. */
  public static void main(String[] arguments) throws Exception {
    String attribute = arguments[1];
    int count = Integer.parseInt(arguments[2]);
    try (FaceGenerator faces = FaceGenerator.load(Path.of(arguments[0]))) {
      List<String> names = faces.labels();
      int side = faces.imageShape().height();
      List<float[]> drawn = new ArrayList<>();
      List<Integer> truth = new ArrayList<>();
      try (DrawnFaces painter = new DrawnFaces(1001, 2 * (LEARNT + HELD_OUT), side)) {
        List<String> known = painter.labels(attribute).orElseThrow();
        for (int i = 0; drawn.size() < LEARNT + HELD_OUT; i++) {
          if (known.get(i) != null && names.contains(known.get(i))) {
            drawn.add(pixels(painter.read(i).image()));
            truth.add(names.indexOf(known.get(i)));
          }
        }
      }
      int[] answers = truth.stream().mapToInt(Integer::intValue).toArray();
      try (LabelAgreement classifier = new LabelAgreement(side, names.size())) {
        classifier.learn(drawn.subList(0, LEARNT), answers);
        int[] held = Arrays.copyOfRange(answers, LEARNT, answers.length);
        print(
            "drawn faces, held out",
            HELD_OUT,
            classifier.agreement(drawn.subList(LEARNT, drawn.size()), held));
        double sum = 0;
        for (String name : names) {
          int share = count / names.size();
          List<float[]> generated =
              faces.labelled(name).generate(1000, share).stream()
                  .map(LabelAgreement::pixels)
                  .toList();
          int[] asked = new int[share];
          Arrays.fill(asked, names.indexOf(name));
          double agreed = classifier.agreement(generated, asked);
          print("generated, " + name, share, agreed);
          sum += agreed / names.size();
        }
        print("generated, all", count, sum);
      }
    }
  }

  private static void print(String what, int count, double share) {
    System.out.printf(Locale.ROOT, "%s: %d, agreement %.3f%n", what, count, share);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
