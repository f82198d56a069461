package io.facegan.internal.graph;

import io.facegan.error.FaceGanException;
import io.facegan.internal.runtime.AllocatorTrace;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.Numerics;
import io.facegan.internal.runtime.SessionConfig;
import io.facegan.internal.runtime.Sessions;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.StepMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;
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

  /** The losses of a step and the memory that it took, nothing where that is not known. */
  public record MeasuredStep(Losses losses, Optional<StepMemory> memory) {}

  private final Networks networks;
  private final int batchSize;
  private final boolean onGpu;
  private final boolean together;
  final Graph graph;
  final GanGraph gan;
  private final Session session;

  /** A batch to feed, or null where pictures are staged. */
  private final TUint8 pictures;

  private final StagedImages staged;
  private long seed;
  private float rateFactor = 1;
  private boolean measuring;
  private Optional<StepMemory> measured = Optional.empty();
  private boolean closed;

  /**
   * Builds the graph and gives every variable its initial value.
   *
   * @param networks what to train
   * @param batchSize pictures a step, at least 1
   * @param seed of the initial weights and the latents
   * @param compute where and how
   * @param sampling whose statistics batch norm uses in {@link #sample}
   * @throws IllegalStateException if TensorFlow's native library is missing, or another session is
   *     open on a GPU that rounds otherwise
   */
  public GanSession(
      Networks networks, int batchSize, long seed, Compute compute, Normalization sampling) {
    // Each run keeps a GPU waiting; on a CPU one run for all would hold more memory at once.
    this(
        networks, batchSize, seed, compute, sampling, compute.onGpu(), ConvolutionForm.of(compute));
  }

  /**
   * @param together whether a step is one run instead of three
   * @param form of the convolutions in training
   */
  GanSession(
      Networks networks,
      int batchSize,
      long seed,
      Compute compute,
      Normalization sampling,
      boolean together,
      ConvolutionForm form) {
    TensorFlowRuntime.loadToBuild();
    onGpu = compute.onGpu();
    if (onGpu) {
      Numerics.enter(compute);
    }
    this.together = together;
    this.networks = networks;
    this.batchSize = batchSize;
    this.seed = seed;
    graph = new Graph();
    Session opened = null;
    try {
      gan = new GanGraph(graph, networks, batchSize, seed, sampling, together, form);
      opened = new Session(graph, SessionConfig.training(compute));
      gan.variables().initialize(opened);
      pictures = together ? null : TUint8.tensorOf(Shapes.batch(batchSize, networks.imageShape()));
    } catch (RuntimeException | Error failure) {
      Sessions.close(opened, graph);
      if (onGpu) {
        Numerics.leave();
      }
      throw failure;
    }
    session = opened;
    staged = together ? new StagedImages(gan, session) : null;
  }

  /**
   * Whether the next step should begin while what came of the one before is looked at: on a GPU,
   * which would wait else. Nothing else may be asked of this meanwhile.
   */
  public boolean runsAhead() {
    return together;
  }

  /**
   * Sets what the next steps draw their latents from and how far they go; without it the seed is
   * that of the initial weights and the factor 1.
   *
   * @param newSeed of the latents, together with the step's number
   * @param factor what the learning rate is multiplied by, above 0
   */
  public void adjust(long newSeed, double factor) {
    checkOpen();
    if (!(factor > 0 && factor <= Float.MAX_VALUE)) {
      throw new FaceGanException(
          "learning rate factor is " + factor + ": it must be above 0 and finite");
    }
    seed = newSeed;
    if (together) {
      // Another try has its pictures in another order.
      staged.forget();
    }
    rateFactor = (float) factor;
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
    checkOpen();
    gan.checkBatch(reals);
    if (together) {
      staged.forget();
      staged.use(step, any -> reals);
      return allOf(step);
    }
    pictures.asRawTensor().data().write(reals);
    try (TFloat32 factor = TFloat32.scalarOf(rateFactor)) {
      double real = run(gan.discriminatorOnReal, rated(factor).feed(gan.pictures, pictures));
      double fake = onFakes(gan.discriminatorOnFake, 2 * step, factor);
      double generator = onFakes(gan.generatorStep, 2 * step + 1, factor);
      return new Losses(real, fake, generator);
    }
  }

  /**
   * Makes a step as {@link #step(byte[], long)} does. On a GPU the pictures of the step after it
   * are fetched meanwhile, on another thread.
   *
   * @param batches returns the pictures of a step by its number; called by one thread at a time
   */
  public Losses step(LongFunction<byte[]> batches, long step) {
    checkOpen();
    if (!together) {
      return step(batches.apply(step), step);
    }
    staged.use(step, batches);
    staged.fetch(step + 1, batches);
    boolean used = false;
    try {
      Losses losses = allOf(step);
      used = true;
      return losses;
    } finally {
      staged.await(step + 1, used);
    }
  }

  /**
   * Makes a step as {@link #step(LongFunction, long)} does, with the same result to the bit, and
   * watches its memory.
   */
  public MeasuredStep measuredStep(LongFunction<byte[]> batches, long step) {
    measuring = true;
    measured = Optional.empty();
    try {
      return new MeasuredStep(step(batches, step), measured);
    } finally {
      measuring = false;
    }
  }

  private Losses allOf(long step) {
    try (TFloat32 factor = TFloat32.scalarOf(rateFactor);
        TInt64 latentSeed = TInt64.vectorOf(seed, 2 * step)) {
      Session.Runner runner = rated(factor).feed(gan.latentSeed, latentSeed);
      for (TrainingOperations.Training training :
          List.of(gan.discriminatorOnReal, gan.discriminatorOnFake, gan.generatorStep)) {
        runner.addTarget(training.update().op()).fetch(training.loss());
      }
      try (Result losses = run(runner)) {
        return new Losses(loss(losses, 0), loss(losses, 1), loss(losses, 2));
      }
    }
  }

  private double onFakes(TrainingOperations.Training training, long draw, TFloat32 factor) {
    try (TInt64 latentSeed = TInt64.vectorOf(seed, draw)) {
      return run(training, rated(factor).feed(gan.latentSeed, latentSeed));
    }
  }

  private Session.Runner rated(TFloat32 factor) {
    return runner().feed(gan.rateFactor, factor);
  }

  /**
   * Draws pictures as after training.
   *
   * @param latents any number of latents
   * @return as many pictures, laid out as those that {@link #step} takes
   */
  public byte[] sample(float[][] latents) {
    checkOpen();
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

  /**
   * Returns the name of a variable (a weight, a running average or a slot of the optimizer) that
   * holds a NaN or an infinity, or nothing if all are finite.
   */
  public Optional<String> notFinite() {
    checkOpen();
    return gan.health.notFinite(session);
  }

  /**
   * Returns how far the generator's loss would change, by its slope, if each of the generator's
   * variables changed by its own length: for each the length of the gradient, averaged over the
   * last steps as Adam does it, times the length of the variable; the sum of these, in nats. It is
   * the same however the weights are scaled, for where they are twice as large and what follows
   * makes up for it, as batch norm does, the gradient is half as long.
   */
  public double generatorGradient() {
    checkOpen();
    return gan.health.generatorGradient(session);
  }

  /** Gives every variable its first value again, that of the seed it was made with. */
  public void restart() {
    checkOpen();
    gan.variables().initialize(session);
  }

  /** Returns the values of all variables as they are now. */
  public VariableSnapshot snapshot() {
    checkOpen();
    return new VariableSnapshot(session, gan.variables());
  }

  /**
   * Reads all variables back from a checkpoint that a {@link #snapshot} wrote.
   *
   * @param prefix the path that the names of its files begin with
   * @throws FaceGanException if it cannot be read or is of other networks
   */
  public void restore(Path prefix) {
    checkOpen();
    try {
      session.restore(prefix.toString());
    } catch (TensorFlowException failure) {
      throw new FaceGanException(
          "the checkpoint %s cannot be restored: %s"
              .formatted(prefix, failure.getMessage().lines().findFirst().orElse("")),
          failure);
    }
  }

  /** Frees everything. Closing twice is harmless; any other use afterwards is refused. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (together) {
        staged.close();
      } else {
        pictures.close();
      }
      Sessions.close(session, graph);
      if (onGpu) {
        Numerics.leave();
      }
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this training session is closed: make another");
    }
  }

  Session.Runner runner() {
    return session.runner();
  }

  double run(TrainingOperations.Training training, Session.Runner runner) {
    try (Result result = run(runner.addTarget(training.update().op()).fetch(training.loss()))) {
      return loss(result, 0);
    }
  }

  private static double loss(Result losses, int index) {
    return ((TFloat32) losses.get(index)).getFloat();
  }

  private Result run(Session.Runner runner) {
    try {
      if (!measuring) {
        return runner.run();
      }
      AllocatorTrace.Traced traced = AllocatorTrace.run(runner);
      // The largest of the runs of a step.
      measured =
          Stream.of(measured, traced.memory())
              .flatMap(Optional::stream)
              .reduce(AllocatorTrace::either);
      return traced.result();
    } catch (TFResourceExhaustedException exhausted) {
      throw new IllegalStateException(
          "not enough memory to train on batches of %d pictures of %s: use a smaller batch or size"
              .formatted(batchSize, networks.imageShape()),
          exhausted);
    }
  }

  /** Returns the values of a variable, for tests and diagnostics. */
  public float[] values(String variable) {
    return gan.variables().values(variable, session);
  }

  /** Sets the values of a variable, for tests. */
  void assign(String variable, float[] values) {
    gan.variables().assign(variable, values, session);
  }
}
