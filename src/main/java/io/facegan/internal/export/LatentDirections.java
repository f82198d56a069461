package io.facegan.internal.export;

import io.facegan.internal.graph.ServedSignature;
import io.facegan.internal.inference.FirstKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * The directions in latent space that change the face most.
 *
 * <p>If a generator begins with a dense layer, these are the directions that its kernel stretches
 * most: the eigenvectors of the kernel times its transpose (Shen and Zhou, "Closed-Form
 * Factorization of Latent Semantics in GANs", 2021).
 */
public final class LatentDirections {
  private static final int MAX_COUNT = 12;

  /**
   * Returns up to 12 orthonormal directions, the strongest first; the first axes if the generator
   * begins with another layer.
   */
  static double[][] of(FrozenGraph graph, int latentSize) {
    return ofKernel(firstKernel(graph, latentSize), latentSize);
  }

  /**
   * Returns the same for the kernel of the first layer, latent size x units; the first axes if
   * there is none.
   */
  public static double[][] of(Optional<float[]> kernel, int latentSize) {
    return ofKernel(kernel.map(FloatBuffer::wrap), latentSize);
  }

  private static double[][] ofKernel(Optional<FloatBuffer> kernel, int latentSize) {
    double[][] products =
        kernel
            .map(values -> rowProducts(values, latentSize))
            .orElseGet(() -> new double[latentSize][latentSize]);
    double[][] all = Eigenvectors.of(products);
    double[][] first = new double[Math.min(MAX_COUNT, latentSize)][];
    for (int i = 0; i < first.length; i++) {
      first[i] = positive(all[i]);
    }
    return first;
  }

  /** Returns the kernel of the first dense layer. */
  private static Optional<FloatBuffer> firstKernel(FrozenGraph graph, int latentSize) {
    return FirstKernel.tensors(graph.operations(), ServedSignature.LATENTS)
        .flatMap(kernel -> kernel(graph, kernel, latentSize).stream())
        .findFirst();
  }

  /** The first rows are those of the latent. */
  private static Optional<FloatBuffer> kernel(FrozenGraph graph, String name, int rows) {
    return graph.constants().stream()
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .map(
            constant ->
                ByteBuffer.wrap(constant.bytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .slice(0, Math.toIntExact(rows * constant.shape()[1])));
  }

  private static double[][] rowProducts(FloatBuffer matrix, int rows) {
    int columns = matrix.capacity() / rows;
    double[][] products = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < columns; k++) {
          sum += (double) matrix.get(i * columns + k) * matrix.get(j * columns + k);
        }
        products[i][j] = sum;
        products[j][i] = sum;
      }
    }
    return products;
  }

  /** Makes the sign unique: negates a direction whose largest value is negative. */
  private static double[] positive(double[] direction) {
    double largest = 0;
    for (double value : direction) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    double[] turned = new double[direction.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = largest < 0 ? -direction[i] : direction[i];
    }
    return turned;
  }

  private LatentDirections() {}
}
