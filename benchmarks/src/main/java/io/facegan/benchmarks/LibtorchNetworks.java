package io.facegan.benchmarks;

import static org.bytedeco.pytorch.global.torch.leaky_relu;
import static org.bytedeco.pytorch.global.torch.sigmoid;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** The tutorial's two networks for 128x128 pictures, in libtorch. */
final class LibtorchNetworks {
  static final int SIDE = 128;
  static final int LATENT = 100;

  private static final int KERNEL = 8;
  private static final int STRIDE = 2;
  private static final int FILTERS = 256;
  private static final int START = 11;
  private static final int END = 10;

  /** Picture (batch, 3, 128, 128) to logit (batch, 1). */
  static final class Discriminator extends Module {
    private final Conv2dImpl first = register_module("first", convolution(3, FILTERS));
    private final BatchNorm2dImpl firstNorm = register_module("firstNorm", norm(FILTERS));
    private final Conv2dImpl second = register_module("second", convolution(FILTERS, FILTERS));
    private final BatchNorm2dImpl secondNorm = register_module("secondNorm", norm(FILTERS));
    private final Conv2dImpl third = register_module("third", convolution(FILTERS, 3));
    private final LinearImpl dense = register_module("dense", new LinearImpl(END * END * 3, 1));

    Tensor forward(Tensor picture) {
      Tensor half = leaky(firstNorm.forward(first.forward(picture)));
      Tensor quarter = leaky(secondNorm.forward(second.forward(half)));
      Tensor features = leaky(third.forward(quarter));
      return dense.forward(features.reshape(features.size(0), END * END * 3));
    }
  }

  /** Latent (batch, 100) to picture (batch, 3, 128, 128) in [0, 1]. */
  static final class Generator extends Module {
    private final MemoryFormat layout;
    private final LinearImpl dense =
        register_module("dense", new LinearImpl(LATENT, START * START * 3));
    private final ConvTranspose2dImpl first = register_module("first", transposed(3, FILTERS, 0));
    private final BatchNorm2dImpl firstNorm = register_module("firstNorm", norm(FILTERS));
    private final ConvTranspose2dImpl second =
        register_module("second", transposed(FILTERS, FILTERS, 0));
    private final BatchNorm2dImpl secondNorm = register_module("secondNorm", norm(FILTERS));
    private final ConvTranspose2dImpl third = register_module("third", transposed(FILTERS, 3, 1));
    private final BatchNorm2dImpl thirdNorm = register_module("thirdNorm", norm(3));

    Generator(MemoryFormat layout) {
      this.layout = layout;
    }

    Tensor forward(Tensor latent) {
      Tensor flat = leaky(dense.forward(latent));
      Tensor start = flat.reshape(latent.size(0), 3, START, START).contiguous(layout);
      Tensor small = leaky(firstNorm.forward(first.forward(start)));
      Tensor large = leaky(secondNorm.forward(second.forward(small)));
      return sigmoid(thirdNorm.forward(third.forward(large)));
    }
  }

  private static Conv2dImpl convolution(long from, long to) {
    Conv2dOptions options = new Conv2dOptions(from, to, square(KERNEL));
    options.stride().put(square(STRIDE));
    return new Conv2dImpl(options);
  }

  private static ConvTranspose2dImpl transposed(long from, long to, long padding) {
    ConvTranspose2dOptions options = new ConvTranspose2dOptions(from, to, square(KERNEL));
    options.stride().put(square(STRIDE));
    options.padding().put(square(padding));
    return new ConvTranspose2dImpl(options);
  }

  private static LongPointer square(long side) {
    return new LongPointer(side, side);
  }

  private static BatchNorm2dImpl norm(long channels) {
    return new BatchNorm2dImpl(new BatchNormOptions(channels));
  }

  private static Tensor leaky(Tensor input) {
    return leaky_relu(input, new Scalar(0.2));
  }

  private LibtorchNetworks() {}
}
