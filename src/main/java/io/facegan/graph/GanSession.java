package io.facegan.graph;

import io.facegan.network.Networks;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * A GAN in memory that can be trained: owns the graph, the session and every native tensor. Used by
 * one thread at a time.
 */
public final class GanSession implements AutoCloseable {
  /**
   * The three losses of a step, each as it was before its own update, in nats.
   *
   * @param real the discriminator's on real pictures
   * @param fake the discriminator's on fakes
   * @param generator the generator's
   */
  public record Losses(double real, double fake, double generator) {}

  private final Networks networks;
  private final int batchSize;
  private final long seed;
  final Graph graph;
  final GanGraph gan;
  private final Session session;
  private final TUint8 pictures;

  /**
   * Builds the graph and gives every variable its initial value.
   *
   * @param networks what to train
   * @param batchSize pictures a step, at least 1
   * @param seed of the initial weights and the latents
   * @param precision the precision of the convolutions; {@code AUTO} picks by the processor
   * @param sampling whose statistics batch norm uses in {@link #sample}
   * @throws IllegalStateException if TensorFlow's native library is missing
   * @throws IllegalArgumentException if this processor has no such precision
   */
  public GanSession(
      Networks networks, int batchSize, long seed, Precision precision, Normalization sampling) {
    TensorFlowRuntime.load();
    this.networks = networks;
    this.batchSize = batchSize;
    this.seed = seed;
    graph = new Graph();
    try {
      Precision resolved = precision.resolve();
      boolean fast = resolved == Precision.FLOAT32;
      gan = new GanGraph(graph, networks, batchSize, seed, sampling, fast);
      session = new Session(graph, SessionConfig.training(resolved));
      gan.variables().initialize(session);
      pictures = TUint8.tensorOf(Shapes.batch(batchSize, networks.imageShape()));
    } catch (RuntimeException | Error failure) {
      graph.close();
      throw failure;
    }
  }

  /**
   * Makes one training step: the discriminator on real pictures, the discriminator on fakes, the
   * generator.
   *
   * @param reals as many real pictures as the batch size: unsigned bytes, picture after picture,
   *     each height x width x channel
   * @param step which step this is, from 0; with the seed it decides the latents
   */
  public Losses step(byte[] reals, long step) {
    if (reals.length != pictures.size()) {
      throw new IllegalArgumentException(
          "the batch holds %d bytes, but %d pictures of %s need %d"
              .formatted(reals.length, batchSize, networks.imageShape(), pictures.size()));
    }
    pictures.asRawTensor().data().write(reals);
    double real = run(gan.discriminatorOnReal, runner().feed(gan.pictures, pictures));
    double fake;
    double generator;
    try (TInt64 latentSeed = TInt64.vectorOf(seed, 2 * step)) {
      fake = run(gan.discriminatorOnFake, runner().feed(gan.latentSeed, latentSeed));
    }
    try (TInt64 latentSeed = TInt64.vectorOf(seed, 2 * step + 1)) {
      generator = run(gan.generatorStep, runner().feed(gan.latentSeed, latentSeed));
    }
    return new Losses(real, fake, generator);
  }

  /**
   * Draws pictures as after training.
   *
   * @param latents any number of latents
   * @return as many pictures, laid out as those that {@link #step} takes
   */
  public byte[] sample(float[][] latents) {
    byte[] pixels = new byte[latents.length * networks.imageShape().size()];
    try (TFloat32 input =
            TFloat32.tensorOf(
                Shape.of(latents.length, networks.latentSize()),
                tensor -> StdArrays.copyTo(latents, tensor));
        Result result = session.runner().feed(gan.sampleLatents, input).fetch(gan.samples).run()) {
      ((TUint8) result.get(0)).asRawTensor().data().read(pixels);
    }
    return pixels;
  }

  /** Writes all variables as a TensorFlow V2 checkpoint under this path prefix. */
  public void save(Path prefix) {
    session.save(prefix.toString());
  }

  /** Reads all variables back from a checkpoint that {@link #save} wrote. */
  public void restore(Path prefix) {
    session.restore(prefix.toString());
  }

  @Override
  public void close() {
    pictures.close();
    session.close();
    graph.close();
  }

  Session.Runner runner() {
    return session.runner();
  }

  double run(GanGraph.Training training, Session.Runner runner) {
    try (Result result = runner.addTarget(training.update().op()).fetch(training.loss()).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    } catch (TFResourceExhaustedException exhausted) {
      throw new IllegalStateException(
          "not enough memory to train on batches of %d pictures of %s: use a smaller batch or size"
              .formatted(batchSize, networks.imageShape()),
          exhausted);
    }
  }

  /** Returns the values of a variable, for tests and diagnostics. */
  float[] values(String variable) {
    try (Result result = runner().fetch(gan.variables().get(variable).value()).run()) {
      TFloat32 tensor = (TFloat32) result.get(0);
      float[] values = new float[(int) tensor.size()];
      tensor.asRawTensor().data().asFloats().read(values);
      return values;
    }
  }

  /** Sets the values of a variable, for tests. */
  void assign(String variable, float[] values) {
    Variables.Variable target = gan.variables().get(variable);
    try (TFloat32 tensor = TFloat32.tensorOf(target.shape())) {
      tensor.asRawTensor().data().asFloats().write(values);
      runner().feed(target.initialValue(), tensor).addTarget(target.initializer()).run().close();
    }
  }
}
