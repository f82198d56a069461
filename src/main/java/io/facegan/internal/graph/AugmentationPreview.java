package io.facegan.internal.graph;

import io.facegan.internal.runtime.SessionConfig;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.network.Augmentation;
import io.facegan.network.ImageShape;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Shows what an augmentation does to images. */
public final class AugmentationPreview {
  /**
   * Returns images as the discriminator sees them once the probability has risen.
   *
   * @param images unsigned bytes, image after image, each height x width x channel
   * @param shape of one image
   * @param seed that the changes are drawn from
   * @return as many bytes in the same order
   */
  public static byte[] of(Augmentation augmentation, byte[] images, ImageShape shape, long seed) {
    TensorFlowRuntime.loadToBuild();
    byte[] pixels = new byte[images.length];
    int count = images.length / shape.size();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TUint8> input =
          tf.placeholder(TUint8.class, Placeholder.shape(Shapes.batch(count, shape)));
      Operand<TFloat32> scaled = PixelBytes.toFloats(tf, input);
      Operand<TFloat32> changed =
          new AugmentationOps(tf, augmentation, shape)
              .of(scaled, tf.constant(count), tf.constant(new long[] {seed, 0}), 0);
      Operand<TUint8> shown =
          PixelBytes.of(tf, tf.clipByValue(changed, tf.constant(0f), tf.constant(1f)));
      try (Session session = new Session(graph, SessionConfig.onCpu());
          TUint8 fed = TUint8.tensorOf(input.shape())) {
        fed.asRawTensor().data().write(images);
        try (Result result = session.runner().feed(input, fed).fetch(shown).run()) {
          ((TUint8) result.get(0)).asRawTensor().data().read(pixels);
        }
      }
    }
    return pixels;
  }

  private AugmentationPreview() {}
}
