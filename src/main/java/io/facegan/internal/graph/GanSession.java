package io.facegan.internal.graph;

import io.facegan.error.FaceGanException;
import io.facegan.internal.cluster.ServerSession;
import io.facegan.internal.cluster.TensorFlowServer;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.DeviceFailures;
import io.facegan.internal.runtime.Numerics;
import io.facegan.internal.runtime.Placement;
import io.facegan.internal.runtime.SessionConfig;
import io.facegan.internal.runtime.Sessions;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import io.facegan.runtime.StepMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
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
   * The losses of a step, each as it was before its own update: the discriminator's on real images,
   * its on generated ones, and the generator's.
   */
  public record Losses(double real, double fake, double generator) {
    static Losses of(List<Double> inOrder) {
      return new Losses(inOrder.get(0), inOrder.get(1), inOrder.get(2));
    }
  }

  /** A result and the memory that it took, nothing where that is not known. */
  public record Measured<T>(T result, Optional<StepMemory> memory) {}

  final Graph graph;
  final GanGraph gan;
  private final ServerSession served;
  private final Session session;
  private final Workers workers;
  private final MeasuredRuns runs;
  private final StepRunner steps;
  private final Recipe recipe;
  private final Placement placement;
  private long seed;
  private double rateFactor = 1;
  private LongFunction<int[]> labels;
  private boolean closed;

  /**
   * Builds the graph and gives every variable its initial value.
   *
   * @param recipe what to train, and how
   * @param seed of the initial weights and the latents
   * @param compute where and in which precision
   * @param sampling whose statistics batch norm uses in {@link #sample}
   * @throws FaceGanException if TensorFlow's native library is missing, an earlier session of this
   *     process rounded otherwise on a GPU, or the GPU fails
   */
  public GanSession(Recipe recipe, long seed, Compute compute, Normalization sampling) {
    this(recipe, seed, compute, sampling, null);
  }

  /**
   * Builds the graph as above, to train together with others: every step is made by all workers at
   * once.
   *
   * @param server of this worker, or null to train alone
   */
  public GanSession(
      Recipe recipe, long seed, Compute compute, Normalization sampling, TensorFlowServer server) {
    // On a GPU every run costs a wait; on a CPU one run for all holds more memory at once.
    this(
        recipe,
        seed,
        compute,
        sampling,
        compute.onGpu() || GanGraph.mustBeChained(recipe),
        ConvolutionForm.of(compute),
        server);
  }

  /**
   * @param chained whether a step is one run instead of one for each update
   * @param form of the convolutions in training
   */
  GanSession(
      Recipe recipe,
      long seed,
      Compute compute,
      Normalization sampling,
      boolean chained,
      ConvolutionForm form) {
    this(recipe, seed, compute, sampling, chained, form, null);
  }

  private GanSession(
      Recipe recipe,
      long seed,
      Compute compute,
      Normalization sampling,
      boolean chained,
      ConvolutionForm form,
      TensorFlowServer server) {
    TensorFlowRuntime.loadToBuild();
    workers = server == null ? Workers.ALONE : Workers.of(server, compute);
    this.recipe = recipe;
    this.seed = seed;
    placement = compute.placement();
    if (compute.onGpu()) {
      Numerics.enter(compute);
    }
    graph = new Graph();
    Session opened = null;
    ServerSession onServer = null;
    try {
      gan = new GanGraph(graph, recipe, seed, sampling, chained, form, workers);
      onServer = server == null ? null : server.open(graph, SessionConfig.training(compute));
      opened =
          onServer == null
              ? new Session(graph, SessionConfig.training(compute))
              : onServer.session();
      gan.variables().initialize(opened);
      runs = new MeasuredRuns(opened, recipe, workers);
      steps = chained ? new SingleRun(gan, opened, runs) : new SeparateRuns(gan, runs);
    } catch (RuntimeException failure) {
      Sessions.close(opened, graph);
      throw DeviceFailures.explained(failure, placement, () -> "no step was made");
    } catch (Error failure) {
      Sessions.close(opened, graph);
      throw failure;
    }
    session = opened;
    served = onServer;
  }

  /**
   * Sets what the next steps draw their latents from and how far they go; without it the seed is
   * that of the initial weights and the factor 1.
   *
   * @param newSeed of the latents, together with the step's number
   * @param factor what the learning rates are multiplied by, above 0
   */
  public void adjust(long newSeed, double factor) {
    checkOpen();
    if (!(factor > 0 && factor <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "learning rate factor is " + factor + ": it must be above 0 and finite");
    }
    seed = newSeed;
    rateFactor = factor;
    steps.forget();
  }

  /**
   * Sets the labels of the next steps' images; networks with labels make no step without.
   *
   * @param ofStep returns the number of the label of each real image of a step's whole batch, by
   *     the number of the step
   */
  public void label(LongFunction<int[]> ofStep) {
    checkOpen();
    labels = ofStep;
  }

  /**
   * Makes one training step.
   *
   * @param reals the real images of this worker's share, the whole batch if it is alone: unsigned
   *     bytes, image after image, each height x width x channel
   * @param step which step this is, from 0; with the seed it decides the latents
   */
  public Losses step(byte[] reals, long step) {
    checkOpen();
    steps.forget();
    return steps.step(any -> reals, step, false, settings(step));
  }

  /**
   * Makes a step as {@link #step(byte[], long)} does. The images of the step after it may be
   * fetched at the same time, on another thread.
   *
   * @param batches returns the real images of a step by its number; called by one thread at a time
   */
  public Losses step(LongFunction<byte[]> batches, long step) {
    checkOpen();
    return steps.step(batches, step, true, settings(step));
  }

  private StepRunner.Settings settings(long step) {
    long seen = step * recipe.batchSize();
    return new StepRunner.Settings(
        seed,
        (float) (rateFactor * recipe.schedule().rates(seen)),
        (float) recipe.schedule().penalties(seen),
        (float) recipe.schedule().forgetting(seen),
        (float) recipe.averaging().decay(seen, recipe.batchSize() * recipe.discriminatorSteps()),
        (float) recipe.augmentation().probability(seen),
        recipe.networks().labels().isNone() ? null : labelsAt(step));
  }

  private int[] labelsAt(long step) {
    if (labels == null) {
      throw new IllegalStateException(
          "these networks know %d labels: say which the images have, with label(...)"
              .formatted(recipe.networks().labels().count()));
    }
    return share().of(labels.apply(step));
  }

  /**
   * Makes a step as {@link #step(LongFunction, long)} does, with the same result to the bit, and
   * looks at its memory.
   */
  public Measured<Losses> measuredStep(LongFunction<byte[]> batches, long step) {
    return runs.measure(() -> step(batches, step));
  }

  /** Draws as many images as there are latents, laid out as those that {@link #step} takes. */
  public byte[] sample(float[][] latents) {
    return sample(latents, null);
  }

  /**
   * Draws as many images as there are latents, laid out as those that {@link #step} takes.
   *
   * @param ofImages the number of each image's label; not looked at by networks without labels
   */
  public byte[] sample(float[][] latents, int[] ofImages) {
    checkOpen();
    Networks networks = recipe.networks();
    byte[] pixels = new byte[latents.length * networks.imageShape().size()];
    try (TFloat32 input =
            TFloat32.tensorOf(
                Shape.of(latents.length, networks.latentSize()),
                tensor -> StdArrays.copyTo(latents, tensor));
        TInt64 chosen = gan.sampleLabels == null ? null : LabelTensors.of(ofImages);
        Result result = drawing(input, chosen).fetch(gan.samples).run()) {
      ((TUint8) result.get(0)).asRawTensor().data().read(pixels);
    }
    return pixels;
  }

  private Session.Runner drawing(TFloat32 latents, TInt64 chosen) {
    Session.Runner runner = session.runner().feed(gan.sampleLatents, latents);
    return chosen == null ? runner : runner.feed(gan.sampleLabels, chosen);
  }

  /**
   * Returns the name of a variable (a weight, a running average or a slot of the optimizer) that
   * holds a NaN or an infinity, or nothing if all are finite.
   */
  public Optional<String> notFinite() {
    checkOpen();
    return gan.probe.notFinite(session);
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
    return gan.probe.generatorGradient(session);
  }

  /** Returns the images of each batch that this session computes. */
  public WorkerShare share() {
    return workers.share(recipe.batchSize());
  }

  /**
   * Gives this worker the variables of the first one: all workers call this at the same time. Alone
   * it does nothing.
   */
  public void handOver() {
    checkOpen();
    if (gan.handover != null) {
      session.runner().setOptions(workers.runOptions()).addTarget(gan.handover.op()).run().close();
    }
  }

  /**
   * Ends the run that waits for other workers, from any thread, because one of them is lost: it
   * fails, and this session can only be closed.
   */
  public void cancel() {
    if (served != null) {
      served.cancel();
    }
  }

  /** Gives every variable its first value again, that of the seed it was made with. */
  public void restart() {
    checkOpen();
    gan.variables().initialize(session);
  }

  /**
   * Gives some variables the values of another training. Those of the optimizer stay as they are.
   *
   * @param weights by the names of the variables, the last axis running fastest
   */
  public void take(Map<String, float[]> weights) {
    checkOpen();
    gan.variables().assign(weights, session);
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
    Variables.restore(session, prefix);
  }

  /** Frees everything. Closing twice is harmless; any other use afterwards is refused. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      steps.close();
      if (served != null) {
        served.closing();
      }
      Sessions.close(session, graph);
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

  /** Returns the bytes of the graph's GraphDef. */
  public byte[] graphDef() {
    checkOpen();
    return graph.toGraphDef().toByteArray();
  }

  /** Returns where this computes. */
  public Placement placement() {
    return placement;
  }

  /** Returns the values of a variable, for tests and diagnostics. */
  public float[] values(String variable) {
    return gan.variables().values(variable, session);
  }

  /** Returns the values of all variables by their names, for tests. */
  Map<String, float[]> values() {
    return gan.variables().values(session);
  }

  /** Sets the values of a variable, for tests. */
  void assign(String variable, float[] values) {
    gan.variables().assign(variable, values, session);
  }
}
