package io.facegan.internal.graph;

import io.facegan.network.ImageShape;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * One step of Adam on latents, towards images that are near to photos. The latents and Adam's
 * moments come from the caller and go back to it, so that a model keeps nothing of a search.
 */
public final class ProjectionStep {
  public static final String SIGNATURE = "project_step";
  public static final String FIRST_MOMENTS = "first_moments";
  public static final String SECOND_MOMENTS = "second_moments";
  public static final String STEP = "step";
  public static final String LEARNING_RATE = "learning_rate";
  public static final String DISTANCES = "distances";
  public static final String LOSSES = "losses";
  public static final String GENERATED = "generated";

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.99f;
  private static final float EPSILON = 1e-8f;

  /** What the mean squared difference of good matches is like, which a loss near 1 stands for. */
  private static final float UNIT = 0.01f;

  /**
   * What a latent as likely as a random one costs. It keeps the search among likely latents, where
   * images are faces.
   */
  private static final float PRIOR = 0.2f;

  private static final float LEVELS = 255f;

  private final Ops tf;
  private final Search search;
  private final ServedSignature signature;

  /**
   * What a search is about.
   *
   * @param photos n x height x width x channel, bytes to be fed
   * @param latents n x size, to be fed
   * @param images the generator's, of these latents, between 0 and 1
   * @param shape of an image
   * @param latentSize how many values a latent has
   */
  public record Search(
      Operand<TUint8> photos,
      Operand<TFloat32> latents,
      Operand<TFloat32> images,
      ImageShape shape,
      int latentSize) {}

  /**
   * Adds the step to a graph.
   *
   * @param features further losses of the images, n each: what a network sees in them that it does
   *     not in the photos
   * @param pull what else the latents are moved by, n values that are no losses; null for nothing
   */
  public ProjectionStep(
      Graph graph,
      Ops tf,
      Search search,
      List<Operand<TFloat32>> features,
      Operand<TFloat32> pull) {
    this.tf = tf;
    this.search = search;
    PhotoDistance distance =
        new PhotoDistance(
            tf, search.shape(), search.images(), PixelBytes.toFloats(tf, search.photos()));
    Operand<TFloat32> pixels = distance.ofPixels();
    Operand<TFloat32> likely = tf.math.mean(tf.math.square(search.latents()), tf.constant(1));
    Operand<TFloat32> losses =
        tf.math.add(
            tf.math.mul(tf.math.add(pixels, distance.ofEdges()), tf.constant(1 / UNIT)),
            tf.math.mul(likely, tf.constant(PRIOR)));
    for (Operand<TFloat32> more : features) {
      losses = tf.math.add(losses, more);
    }
    // No latent changes the loss of another, so the gradient of the sum is that of each.
    Operand<TFloat32> sum =
        tf.sum(pull == null ? losses : tf.math.add(losses, pull), tf.constant(0));
    @SuppressWarnings("unchecked") // of a float32 loss by float32 latents
    Operand<TFloat32> gradient =
        (Operand<TFloat32>)
            graph.addGradients(sum.asOutput(), new Output<?>[] {search.latents().asOutput()})[0];
    signature = adam(gradient, pixels, losses);
  }

  private ServedSignature adam(
      Operand<TFloat32> gradient, Operand<TFloat32> pixels, Operand<TFloat32> losses) {
    Shape rows = Shape.of(-1, search.latentSize());
    Operand<TFloat32> first = values(FIRST_MOMENTS, rows);
    Operand<TFloat32> second = values(SECOND_MOMENTS, rows);
    Operand<TInt32> step =
        tf.withName("projection_step").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    Operand<TFloat32> rate = values(LEARNING_RATE, Shape.scalar());
    Operand<TFloat32> moved1 = moment(BETA1, first, gradient);
    Operand<TFloat32> moved2 = moment(BETA2, second, tf.math.square(gradient));
    Operand<TFloat32> ahead =
        tf.math.div(
            corrected(BETA1, moved1, step),
            tf.math.add(tf.math.sqrt(corrected(BETA2, moved2, step)), tf.constant(EPSILON)));
    Operand<TFloat32> moved = tf.math.sub(search.latents(), tf.math.mul(rate, ahead));
    Operand<TFloat32> distances = tf.math.mul(tf.math.sqrt(pixels), tf.constant(LEVELS));
    ImageShape shape = search.shape();
    String size = "float32 [n, %d]".formatted(search.latentSize());
    String sides =
        "[n, %d, %d, %d], height x width x channel"
            .formatted(shape.height(), shape.width(), shape.channels());
    return new ServedSignature(
        SIGNATURE,
        "moves latents towards those of photos, by one step of Adam",
        List.of(
            tensor(
                ServedSignature.IMAGES,
                search.photos(),
                "uint8 " + sides + ", 0 to 255: a photo for each latent"),
            tensor(
                ServedSignature.LATENTS,
                search.latents(),
                size + ": where the search is, at first those of images like the photos"),
            tensor(FIRST_MOMENTS, first, size + ": Adam's, at first zeros"),
            tensor(SECOND_MOMENTS, second, size + ": Adam's, at first zeros"),
            tensor(STEP, step, "int32, a scalar: the number of this step, from 1 on"),
            tensor(LEARNING_RATE, rate, "float32, a scalar: 0.1 at first, falling to 0")),
        List.of(
            output(ServedSignature.LATENTS, moved, size + ": the next ones"),
            output(FIRST_MOMENTS, moved1, size + ": for the next step"),
            output(SECOND_MOMENTS, moved2, size + ": for the next step"),
            output(
                DISTANCES,
                distances,
                "float32 [n], of the images of the latents given from the photos, in levels of 255"),
            output(LOSSES, losses, "float32 [n], what the search makes small"),
            tensor(
                GENERATED,
                search.images(),
                "float32 " + sides + ", [0, 1]: of the latents given")));
  }

  private Operand<TFloat32> values(String name, Shape shape) {
    return tf.withName("projection_" + name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }

  private Operand<TFloat32> moment(float beta, Operand<TFloat32> before, Operand<TFloat32> now) {
    return tf.math.add(
        tf.math.mul(before, tf.constant(beta)), tf.math.mul(now, tf.constant(1 - beta)));
  }

  /** Undoes the pull to the zeros that the moments begin with. */
  private Operand<TFloat32> corrected(float beta, Operand<TFloat32> moment, Operand<TInt32> step) {
    Operand<TFloat32> left = tf.math.pow(tf.constant(beta), tf.dtypes.cast(step, TFloat32.class));
    return tf.math.div(moment, tf.math.sub(tf.constant(1f), left));
  }

  private static ServedSignature.Tensor tensor(String name, Operand<?> operand, String meaning) {
    return new ServedSignature.Tensor(name, operand, meaning);
  }

  private ServedSignature.Tensor output(String name, Operand<TFloat32> value, String meaning) {
    return tensor(name, tf.withName("projected_" + name).identity(value), meaning);
  }

  /** Returns the inputs and outputs, as a model serves them. */
  public ServedSignature signature() {
    return signature;
  }
}
