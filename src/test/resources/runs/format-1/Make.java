import io.facegan.*;
import io.facegan.data.*;
import io.facegan.device.Device;
import io.facegan.drawn.DrawnFaces;
import io.facegan.graph.Precision;
import io.facegan.network.*;
import java.nio.file.*;
import javax.imageio.ImageIO;

/**
 * Makes src/test/resources/runs/format-1 with the jar of its time; run in the folder that gets it.
 */
public class Make {
  static Networks everyLayer(int batch) {
    ImageShape image = ImageShape.rgb(8, 12);
    return new Networks(
        "every layer",
        NetworkSpec.of(
            "generator",
            new VectorShape(6),
            new Dense(24),
            BatchNorm.standard(),
            new ActivationLayer(Activation.TANH),
            new Reshape(new ImageShape(2, 3, 4)),
            TransposedConvolution.of(5, 4, 2, 1),
            new BatchNorm(1e-3, 0.2),
            new ActivationLayer(Activation.GELU),
            Convolution.of(4, 3, 1, 1),
            new LayerNorm(1e-5),
            new ActivationLayer(Activation.leakyRelu(0.1)),
            Upsampling.by(2),
            Convolution.of(4, 3, 1, 1),
            BatchNorm.standard(),
            new ActivationLayer(Activation.RELU),
            new Convolution(3, new Extent(3, 1), new Extent(1, 1), new Extent(1, 0)),
            new Flatten(),
            new ActivationLayer(Activation.SIGMOID),
            new Reshape(image)),
        NetworkSpec.of(
            "discriminator",
            image,
            Convolution.of(4, 4, 2, 1),
            new LayerNorm(1e-5),
            new ActivationLayer(Activation.LEAKY_RELU),
            new Convolution(6, new Extent(3, 4), new Extent(1, 2), new Extent(1, 1)),
            BatchNorm.standard(),
            new ActivationLayer(Activation.GELU),
            new Flatten(),
            new Dense(10),
            BatchNorm.standard(),
            new ActivationLayer(Activation.TANH),
            new Dense(1)),
        new Adam(1e-3, 0.5, 0.999, 1e-8),
        batch,
        batch == 4 ? Initialization.UNIFORM_FAN_IN : Initialization.NORMAL_002);
  }

  private static final Path IMAGES = Path.of("/faces");

  public static void main(String[] args) throws Exception {
    try (DrawnFaces faces = new DrawnFaces(5, 8, 24)) {
      for (int i = 0; i < faces.size(); i++) {
        ImageIO.write(
            faces.read(i).image(), "png", IMAGES.resolve(faces.name(i) + ".png").toFile());
      }
    }
    for (int batch : new int[] {4, 1}) {
      Path run = Path.of("batch-" + batch, "run");
      FaceGanBuilder builder =
          FaceGan.builder()
              .images(IMAGES)
              .networks(everyLayer(batch))
              .mirror(batch == 4)
              .steps(3)
              .seed(7)
              .precision(Precision.FLOAT32)
              .sampleEvery(2)
              .checkpointEvery(3);
      try (FaceGan gan = on(builder).runFolder(run).build()) {
        gan.train();
      }
      Path resumed = Path.of("batch-" + batch, "resumed");
      copy(run, resumed);
      try (FaceGan gan = on(FaceGan.resume(resumed)).steps(5).build()) {
        gan.train();
        gan.export(Path.of("batch-" + batch, "model"));
      }
    }
  }

  private static FaceGanBuilder on(FaceGanBuilder builder) {
    return builder.device(Device.CPU).noCache().progress(false);
  }

  private static void copy(Path from, Path to) throws Exception {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.createDirectories(to.resolve(from.relativize(file)).getParent());
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
