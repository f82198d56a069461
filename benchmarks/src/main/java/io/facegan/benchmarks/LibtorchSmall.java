package io.facegan.benchmarks;

import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.sigmoid;
import static org.bytedeco.pytorch.global.torch.upsample_nearest2d;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The small networks' generator for 64x64 pictures, in libtorch: latent (batch, 100) to picture
 * (batch, 3, 64, 64) in [0, 1].
 */
final class LibtorchSmall extends Module {
  private static final int LATENT = 100;
  private static final int START = 4;
  private static final int[] CHANNELS = {256, 128, 64, 32, 32};

  private final MemoryFormat layout;
  private final LinearImpl dense =
      register_module("dense", new LinearImpl(LATENT, START * START * CHANNELS[0]));
  private final BatchNorm2dImpl[] norms = new BatchNorm2dImpl[CHANNELS.length];
  private final Conv2dImpl[] convolutions = new Conv2dImpl[CHANNELS.length];

  LibtorchSmall(MemoryFormat layout) {
    this.layout = layout;
    for (int i = 0; i < CHANNELS.length; i++) {
      norms[i] =
          register_module("norm" + i, new BatchNorm2dImpl(new BatchNormOptions(CHANNELS[i])));
      int filters = i + 1 < CHANNELS.length ? CHANNELS[i + 1] : 3;
      Conv2dOptions options = new Conv2dOptions(CHANNELS[i], filters, new LongPointer(3, 3));
      options.padding().put(new LongPointer(1, 1));
      convolutions[i] = register_module("convolution" + i, new Conv2dImpl(options));
    }
  }

  Tensor forward(Tensor latent) {
    Tensor x =
        dense.forward(latent).reshape(latent.size(0), CHANNELS[0], START, START).contiguous(layout);
    for (int i = 0; i < CHANNELS.length; i++) {
      x = relu(norms[i].forward(x));
      if (i + 1 < CHANNELS.length) {
        x = upsample_nearest2d(x, x.size(2) * 2, x.size(3) * 2);
      }
      x = convolutions[i].forward(x);
    }
    return sigmoid(x);
  }
}
