package io.facegan.internal.graph;

import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** What a served generator draws: from latents, from seeds, and on the way between two latents. */
final class GeneratorSignatures {
  /** A call that asks for more is taken for a mistake. */
  private static final int MOST_STEPS = 1000;

  private final Graph graph;
  private final Ops tf;
  private final Networks networks;
  private final VariableReads variables;
  private final Normalization normalization;
  private final CallLimit limit;
  private final ServedLabels labels;
  private final ImageShape image;
  private final List<ServedSignature> signatures = new ArrayList<>();

  GeneratorSignatures(
      Graph graph,
      Ops tf,
      Networks networks,
      VariableReads variables,
      Normalization normalization,
      CallLimit limit,
      ServedLabels labels) {
    this.graph = graph;
    this.tf = tf;
    this.networks = networks;
    this.variables = variables;
    this.normalization = normalization;
    this.limit = limit;
    this.labels = labels;
    this.image = networks.imageShape();
    addDrawing();
    addInterpolation();
  }

  List<ServedSignature> all() {
    return signatures;
  }

  private void addDrawing() {
    Shape anyNumber = Shape.of(-1);
    Operand<TInt64> seeds = tf.withName("seeds").placeholderWithDefault(neitherFed(), anyNumber);
    // One tensor takes latents where they are fed and comes from seeds where those are.
    Operand<TFloat32> latents =
        tf.withName(ServedSignature.LATENTS)
            .placeholderWithDefault(
                new SeededLatents(tf).of(tf.ensureShape(seeds, anyNumber), networks.latentSize()),
                Shapes.latents(networks));
    Operand<TInt64> ofImages = labels.of(latents);
    Operand<TFloat32> drawn = tf.withName(ServedSignature.IMAGES).identity(draw(latents, ofImages));
    Operand<TUint8> bytes = tf.withName("uint8_images").identity(PixelBytes.of(tf, drawn));

    ServedSignature.Tensor fromLatents =
        new ServedSignature.Tensor(
            ServedSignature.LATENTS,
            latents,
            "float32 [n, %d], finite, in training standard normal"
                .formatted(networks.latentSize()));
    ServedSignature.Tensor fromSeeds =
        new ServedSignature.Tensor("seeds", seeds, "int64 [n], any numbers");
    ServedSignature.Tensor images =
        new ServedSignature.Tensor(ServedSignature.IMAGES, drawn, images("float32", "n", "[0, 1]"));
    for (String name : List.of(ServedSignature.DEFAULT, ServedSignature.GENERATE)) {
      add(name, "draws the images of latents", List.of(fromLatents), images);
    }
    add(
        ServedSignature.GENERATE_SEEDED,
        "draws the images of seeds, the same in every runtime",
        List.of(fromSeeds),
        images);
    add(
        ServedSignature.GENERATE_UINT8,
        "draws the images of latents as bytes",
        List.of(fromLatents),
        new ServedSignature.Tensor(
            ServedSignature.IMAGES, bytes, images("uint8", "n", "0 to 255")));
    add(
        ServedSignature.GENERATE_PNG,
        "draws the images of seeds as PNG files",
        List.of(fromSeeds),
        new ServedSignature.Tensor("png_bytes", encoded(bytes), "string [n], a PNG file each"));
  }

  /** Ends a call without input, of which TensorFlow would name the seeds alone. */
  private Operand<TInt64> neitherFed() {
    return new InputChecks(tf)
        .hold(
            tf.constant(new long[0]),
            tf.constant(false),
            "feed latents, float32 [n, %d], or for the signatures of seeds those, int64 [n]: fed are"
                .formatted(networks.latentSize()),
            tf.constant("neither"));
  }

  private Operand<?> encoded(Operand<TUint8> bytes) {
    // Before TensorFlow 2 an EncodePng takes no more than one image.
    try (ConcreteFunction one = ConcreteFunction.create(this::encodeOne)) {
      Output<?> files =
          tf.mapDefun(
                  List.of(bytes), List.of(), List.of(TString.class), List.of(Shape.scalar()), one)
              .output()
              .get(0);
      return tf.withName("png_bytes").identity(files);
    }
  }

  private Signature encodeOne(Ops inside) {
    Placeholder<TUint8> pixels =
        inside.placeholder(TUint8.class, Placeholder.shape(Shapes.of(image)));
    return Signature.builder("encode_png")
        .input("picture", pixels)
        .output("file", inside.image.encodePng(pixels))
        .build();
  }

  private void addInterpolation() {
    Shape shape = Shapes.latents(networks);
    Operand<TFloat32> from =
        tf.withName("from_latents").placeholder(TFloat32.class, Placeholder.shape(shape));
    Operand<TFloat32> to =
        tf.withName("to_latents").placeholder(TFloat32.class, Placeholder.shape(shape));
    Operand<TInt32> steps =
        tf.withName("steps").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    Operand<TFloat32> way =
        new Slerp(tf)
            .between(tf.ensureShape(from, shape), tf.ensureShape(to, shape), inRange(steps));
    Operand<TFloat32> drawn =
        draw(
            tf.reshape(way, tf.constant(new int[] {-1, networks.latentSize()})),
            labels.repeated(way, steps));
    Operand<TInt32> counts =
        tf.slice(tf.shape(way), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
    Operand<TInt32> sides =
        tf.concat(
            List.of(
                counts, tf.constant(new int[] {image.height(), image.width(), image.channels()})),
            tf.constant(0));
    String latents = "float32 [n, %d], finite: ".formatted(networks.latentSize());
    add(
        ServedSignature.INTERPOLATE,
        "draws the way from one image to another, on the great circle between their latents",
        List.of(
            new ServedSignature.Tensor("from_latents", from, latents + "those of the first images"),
            new ServedSignature.Tensor("to_latents", to, latents + "those of the last images"),
            new ServedSignature.Tensor(
                "steps",
                steps,
                "int32, a scalar: images a way, both ends included, 2 to " + MOST_STEPS)),
        new ServedSignature.Tensor(
            ServedSignature.IMAGES,
            tf.withName("interpolated_images").reshape(drawn, sides),
            images("float32", "n, steps", "[0, 1]")));
  }

  private Operand<TInt32> inRange(Operand<TInt32> steps) {
    Operand<TBool> right =
        tf.math.logicalAnd(
            tf.math.greaterEqual(steps, tf.constant(2)),
            tf.math.lessEqual(steps, tf.constant(MOST_STEPS)));
    return new InputChecks(tf)
        .hold(steps, right, "steps must be from 2 to %d, but is".formatted(MOST_STEPS), steps);
  }

  /** Other shapes would pass as more or fewer latents where the first layer is a reshape. */
  private Operand<TFloat32> draw(Operand<TFloat32> latents, Operand<TInt64> ofImages) {
    Operand<TFloat32> shaped = limit.hold(tf, tf.ensureShape(latents, Shapes.latents(networks)));
    Operand<TInt32> all = tf.constant(new int[] {0, 1});
    Operand<TFloat32> finite =
        new InputChecks(tf)
            .hold(
                shaped,
                tf.reduceAll(tf.math.isFinite(shaped), all),
                "latents must be finite, but their sum is",
                tf.sum(shaped, all));
    return new NetworkGraph(tf, networks.generator(), variables, ConvolutionForm.PLAIN)
        .forward(
            LabelEmbedding.join(tf, variables, LabelRows.LOOKED_UP, finite, ofImages),
            normalization)
        .output();
  }

  private String images(String type, String counts, String range) {
    return "%s [%s, %d, %d, %d], height x width x channel, %s"
        .formatted(type, counts, image.height(), image.width(), image.channels(), range);
  }

  private void add(
      String name,
      String meaning,
      List<ServedSignature.Tensor> inputs,
      ServedSignature.Tensor... outputs) {
    List<ServedSignature.Tensor> all = new ArrayList<>(inputs);
    all.addAll(labels.inputs());
    signatures.add(new ServedSignature(name, meaning, all, List.of(outputs)));
  }
}
