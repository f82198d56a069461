package io.facegan.internal.graph;

import io.facegan.error.FaceGanException;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The images of each batch that one worker computes: they lie side by side, and the shares of all
 * workers, in their order, are the batch. What is drawn at random is drawn for the whole batch and
 * then cut, so that it does not depend on the number of workers.
 *
 * @param first the number of the first image, from 0
 * @param count how many images
 * @param batch how many images the whole batch has
 */
public record WorkerShare(int first, int count, int batch) {
  /** Returns the share of one who works alone. */
  public static WorkerShare whole(int batch) {
    return new WorkerShare(0, batch, batch);
  }

  /**
   * Returns the share of a worker. Shares differ by one image at most.
   *
   * @param worker from 0
   * @throws FaceGanException if there are more workers than images
   */
  public static WorkerShare of(int worker, int workers, int batch) {
    if (workers > batch) {
      throw new FaceGanException(
          "the batch size is %d, but there are %d workers, and each needs an image: use a batch size of"
                  .formatted(batch, workers)
              + " %d or more, or fewer workers".formatted(workers));
    }
    int first = (int) ((long) worker * batch / workers);
    int end = (int) ((worker + 1L) * batch / workers);
    return new WorkerShare(first, end - first, batch);
  }

  boolean isWhole() {
    return count == batch;
  }

  /** Which part of the batch's mean a mean over this share is. */
  float weight() {
    return (float) count / batch;
  }

  /** Returns this share's rows of what was drawn for the whole batch. */
  Operand<TFloat32> of(Ops tf, Operand<TFloat32> drawn) {
    if (isWhole()) {
      return drawn;
    }
    int[] from = new int[drawn.rank()];
    int[] sizes = new int[drawn.rank()];
    Arrays.fill(sizes, -1);
    from[0] = first;
    sizes[0] = count;
    return tf.slice(drawn, tf.constant(from), tf.constant(sizes));
  }

  /** Returns this share's part of something that a batch has one of for each image. */
  public int[] of(int[] ofBatch) {
    return isWhole() ? ofBatch : Arrays.copyOfRange(ofBatch, first, first + count);
  }

  /** Returns this share's part of something that a batch has one of for each image. */
  public boolean[] of(boolean[] ofBatch) {
    return isWhole() ? ofBatch : Arrays.copyOfRange(ofBatch, first, first + count);
  }
}
