package io.facegan.benchmarks;

import static org.bytedeco.pytorch.global.torch.grad;
import static org.bytedeco.pytorch.global.torch.leaky_relu;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.sigmoid;
import static org.bytedeco.pytorch.global.torch.softplus;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The portrait recipe's training step in libtorch, for square pictures: relativistic pairing, both
 * gradient penalties by double backward every 4th step, and the average of the generator's weights.
 * One pass of the generator serves both updates, and nothing is computed whose result is not used.
 */
final class LibtorchPortrait implements LibtorchStep {
  private static final int LATENT = 100;
  private static final int START = 4;
  private static final int START_CHANNELS = 256;
  private static final int[] GENERATOR = {128, 64, 32, 24, 16};
  private static final int[] DISCRIMINATOR = {32, 64, 128, 128, 128};
  private static final double GAMMA = 0.3;
  private static final int EVERY = 4;

  /** Pixels count as from -1 to 1. */
  private static final double SQUARED_SCALE = 0.25;

  private static final double AVERAGE_SHARE = 0.001;

  private final int batch;
  private final Discriminator discriminator;
  private final Generator generator;
  private final Generator average;
  private final Adam discriminatorAdam;
  private final Adam generatorAdam;
  private final Tensor pictures;
  private long steps;

  LibtorchPortrait(Settings settings, int side, MemoryFormat layout) {
    batch = settings.batch();
    int doublings = Integer.numberOfTrailingZeros(side / START);
    discriminator = new Discriminator(doublings);
    generator = new Generator(doublings, layout);
    average = new Generator(doublings, layout);
    LibtorchGan.arrange(discriminator, layout);
    LibtorchGan.arrange(generator, layout);
    LibtorchGan.arrange(average, layout);
    discriminatorAdam = new Adam(discriminator.parameters(), options(1.6e-3));
    generatorAdam = new Adam(generator.parameters(), options(3.2e-3));
    pictures = rand(batch, 3, side, side).contiguous(layout);
  }

  private static AdamOptions options(double rate) {
    AdamOptions options = new AdamOptions(rate);
    // The bindings have the two in reverse.
    DoublePointer betas = options.betas();
    betas.put(0, 0.99);
    betas.put(1, 0);
    return options;
  }

  @Override
  @SuppressWarnings("try") // the scope frees what is made inside it
  public double step() {
    try (PointerScope scope = new PointerScope()) {
      boolean penalised = steps++ % EVERY == 0;
      Tensor fakes = generator.forward(randn(batch, LATENT));
      updateDiscriminator(fakes.detach(), penalised);
      double loss = updateGenerator(fakes);
      moveAverage();
      return loss;
    }
  }

  private void updateDiscriminator(Tensor fakes, boolean penalised) {
    Tensor reals = pictures.detach();
    reals.set_requires_grad(penalised);
    fakes.set_requires_grad(penalised);
    Tensor onReals = discriminator.forward(reals);
    Tensor onFakes = discriminator.forward(fakes);
    Tensor loss = softplus(onFakes.sub(onReals)).mean();
    if (penalised) {
      loss = loss.add(penalty(onReals, reals)).add(penalty(onFakes, fakes));
    }
    discriminatorAdam.zero_grad();
    loss.backward();
    discriminatorAdam.step();
  }

  private static Tensor penalty(Tensor logits, Tensor pictures) {
    TensorVector slopes =
        grad(
            new TensorVector(logits.sum()),
            new TensorVector(pictures),
            new TensorVector(),
            new BoolOptional(true),
            true,
            false);
    Tensor squared = slopes.get(0).square().sum(new long[] {1, 2, 3});
    return squared.mean().mul(new Scalar(GAMMA / 2 * SQUARED_SCALE * EVERY));
  }

  @SuppressWarnings("try") // the guard acts by being open
  private double updateGenerator(Tensor fakes) {
    Tensor onReals;
    try (NoGradGuard guard = new NoGradGuard()) {
      onReals = discriminator.forward(pictures);
    }
    LibtorchGan.takeGradients(discriminator, false);
    Tensor loss = softplus(onReals.sub(discriminator.forward(fakes))).mean();
    generatorAdam.zero_grad();
    loss.backward();
    generatorAdam.step();
    LibtorchGan.takeGradients(discriminator, true);
    return loss.item_double();
  }

  @SuppressWarnings("try") // the guard acts by being open
  private void moveAverage() {
    try (NoGradGuard guard = new NoGradGuard()) {
      TensorVector from = generator.parameters();
      TensorVector to = average.parameters();
      for (long i = 0; i < to.size(); i++) {
        to.get(i).lerp_(from.get(i), new Scalar(AVERAGE_SHARE));
      }
    }
  }

  private static final class Discriminator extends Module {
    private final Conv2dImpl[] convolutions;
    private final LinearImpl dense;
    private final long features;

    Discriminator(int halvings) {
      convolutions = new Conv2dImpl[halvings];
      for (int i = 0; i < halvings; i++) {
        Conv2dOptions options =
            new Conv2dOptions(i == 0 ? 3 : DISCRIMINATOR[i - 1], DISCRIMINATOR[i], square(4));
        options.stride().put(square(2));
        options.padding().put(square(1));
        convolutions[i] = register_module("convolution" + i, new Conv2dImpl(options));
      }
      features = (long) START * START * DISCRIMINATOR[halvings - 1];
      dense = register_module("dense", new LinearImpl(features, 1));
    }

    Tensor forward(Tensor picture) {
      Tensor x = picture;
      for (Conv2dImpl convolution : convolutions) {
        x = leaky(convolution.forward(x));
      }
      return dense.forward(x.reshape(x.size(0), features));
    }
  }

  private static final class Generator extends Module {
    private final MemoryFormat layout;
    private final LinearImpl dense =
        register_module("dense", new LinearImpl(LATENT, START * START * START_CHANNELS));
    private final BatchNorm2dImpl[] norms;
    private final ConvTranspose2dImpl[] transposed;
    private final Conv2dImpl last;

    Generator(int doublings, MemoryFormat layout) {
      this.layout = layout;
      norms = new BatchNorm2dImpl[doublings + 1];
      transposed = new ConvTranspose2dImpl[doublings];
      int channels = START_CHANNELS;
      for (int i = 0; i <= doublings; i++) {
        norms[i] = register_module("norm" + i, new BatchNorm2dImpl(new BatchNormOptions(channels)));
        if (i < doublings) {
          ConvTranspose2dOptions options =
              new ConvTranspose2dOptions(channels, GENERATOR[i], square(4));
          options.stride().put(square(2));
          options.padding().put(square(1));
          transposed[i] = register_module("transposed" + i, new ConvTranspose2dImpl(options));
          channels = GENERATOR[i];
        }
      }
      Conv2dOptions options = new Conv2dOptions(channels, 3, square(3));
      options.padding().put(square(1));
      last = register_module("last", new Conv2dImpl(options));
    }

    Tensor forward(Tensor latent) {
      Tensor x = dense.forward(latent).reshape(latent.size(0), START_CHANNELS, START, START);
      x = x.contiguous(layout);
      for (int i = 0; i < transposed.length; i++) {
        x = transposed[i].forward(leaky(norms[i].forward(x)));
      }
      return sigmoid(last.forward(leaky(norms[transposed.length].forward(x))));
    }
  }

  private static LongPointer square(long side) {
    return new LongPointer(side, side);
  }

  private static Tensor leaky(Tensor input) {
    return leaky_relu(input, new Scalar(0.2));
  }
}
