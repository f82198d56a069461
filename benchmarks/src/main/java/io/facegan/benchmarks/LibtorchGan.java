package io.facegan.benchmarks;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.clear_cache;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.set_autocast_dtype;
import static org.bytedeco.pytorch.global.torch.set_autocast_enabled;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The tutorial's training step in libtorch, written as fast as its user could: nothing is computed
 * whose result is not used. Fakes for the discriminator's update carry no graph, and the
 * discriminator's weights get no gradients in the generator's update.
 */
final class LibtorchGan implements LibtorchStep {
  private static final double LEARNING_RATE = 1e-4;

  private final int batch;
  private final boolean bfloat16;
  private final LibtorchNetworks.Discriminator discriminator;
  private final LibtorchNetworks.Generator generator;
  private final Adam discriminatorAdam;
  private final Adam generatorAdam;
  private final Tensor pictures;
  private final Tensor real;
  private final Tensor fake;

  LibtorchGan(Settings settings, MemoryFormat layout) {
    batch = settings.batch();
    bfloat16 = settings.bfloat16();
    discriminator = new LibtorchNetworks.Discriminator();
    generator = new LibtorchNetworks.Generator(layout);
    arrange(discriminator, layout);
    arrange(generator, layout);
    discriminatorAdam = new Adam(discriminator.parameters(), new AdamOptions(LEARNING_RATE));
    generatorAdam = new Adam(generator.parameters(), new AdamOptions(LEARNING_RATE));
    int side = LibtorchNetworks.SIDE;
    pictures = rand(batch, 3, side, side).contiguous(layout);
    real = ones(batch, 1);
    fake = zeros(batch, 1);
  }

  /** Makes the three updates of a step and returns the generator's loss in nats. */
  @Override
  @SuppressWarnings("try") // the scope frees what is made inside it
  public double step() {
    try (PointerScope scope = new PointerScope()) {
      update(discriminatorAdam, inPrecision(() -> discriminator.forward(pictures)), real);
      Tensor fakes = withoutGraph(() -> generator.forward(latents()));
      update(discriminatorAdam, inPrecision(() -> discriminator.forward(fakes)), fake);
      takeGradients(discriminator, false);
      Tensor judged = inPrecision(() -> discriminator.forward(generator.forward(latents())));
      double loss = update(generatorAdam, judged, real);
      takeGradients(discriminator, true);
      return loss;
    }
  }

  private static double update(Adam adam, Tensor logits, Tensor target) {
    Tensor loss = binary_cross_entropy_with_logits(logits.to(ScalarType.Float), target);
    adam.zero_grad();
    loss.backward();
    adam.step();
    return loss.item_double();
  }

  private Tensor latents() {
    return randn(batch, LibtorchNetworks.LATENT);
  }

  @SuppressWarnings("try") // the guard acts by being open
  private Tensor withoutGraph(Supplier<Tensor> forward) {
    try (NoGradGuard guard = new NoGradGuard()) {
      return inPrecision(forward);
    }
  }

  /** Runs a forward pass; its casts of weights are kept until it ends, for they go stale then. */
  private Tensor inPrecision(Supplier<Tensor> forward) {
    if (!bfloat16) {
      return forward.get();
    }
    set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
    set_autocast_enabled(DeviceType.CPU, true);
    try {
      return forward.get();
    } finally {
      set_autocast_enabled(DeviceType.CPU, false);
      clear_cache();
    }
  }

  static void arrange(Module module, MemoryFormat layout) {
    TensorVector parameters = module.parameters();
    for (long i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i);
      if (parameter.dim() == 4) {
        parameter.set_data(parameter.contiguous(layout));
      }
    }
  }

  static void takeGradients(Module module, boolean wanted) {
    TensorVector parameters = module.parameters();
    for (long i = 0; i < parameters.size(); i++) {
      parameters.get(i).set_requires_grad(wanted);
    }
  }
}
