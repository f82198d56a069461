import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.DataType;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.UInt8;

/** Runs a script of calls, as OtherRuntime writes it, with TensorFlow 1.15. */
public final class TensorFlow1Runner {
  /** Arguments: the model's folder and the script. */
  public static void main(String[] arguments) throws IOException {
    try (SavedModelBundle model = SavedModelBundle.load(arguments[0], "serve")) {
      Session.Runner runner = model.session().runner();
      List<Path> results = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of(arguments[1]))) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "feed" -> runner.feed(words[1], tensor(words[2], words[3], Path.of(words[4])));
          case "fetch" -> {
            runner.fetch(words[1]);
            results.add(Path.of(words[2]));
          }
          default -> {
            Files.writeString(Path.of(words[1]), answer(runner, results));
            runner = model.session().runner();
            results.clear();
          }
        }
      }
    }
  }

  private static String answer(Session.Runner runner, List<Path> results) throws IOException {
    List<Tensor<?>> tensors;
    try {
      tensors = runner.run();
    } catch (RuntimeException refused) {
      return "failed " + refused.getMessage();
    }
    StringBuilder report = new StringBuilder("ok");
    for (int i = 0; i < tensors.size(); i++) {
      Files.write(results.get(i), bytes(tensors.get(i)));
      report
          .append(' ')
          .append(Arrays.toString(tensors.get(i).shape()).replaceAll("[\\[\\] ]", ""));
    }
    return report.toString();
  }

  private static Tensor<?> tensor(String type, String sides, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (type.equals("string")) {
      return Tensor.create(bytes, String.class);
    }
    long[] shape =
        sides.isEmpty()
            ? new long[0]
            : Arrays.stream(sides.split(",")).mapToLong(Long::parseLong).toArray();
    ByteBuffer values =
        ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder()).put(bytes).rewind();
    Class<?> kind =
        switch (type) {
          case "float32" -> Float.class;
          case "int64" -> Long.class;
          case "int32" -> Integer.class;
          default -> UInt8.class;
        };
    return Tensor.create(kind, shape, values);
  }

  private static byte[] bytes(Tensor<?> tensor) throws IOException {
    if (tensor.dataType() == DataType.STRING) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[][] all =
          tensor.numDimensions() == 0
              ? new byte[][] {tensor.bytesValue()}
              : tensor.copyTo(new byte[(int) tensor.shape()[0]][]);
      for (byte[] one : all) {
        ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        out.write(length.putInt(one.length).array());
        out.write(one);
      }
      return out.toByteArray();
    }
    ByteBuffer values = ByteBuffer.allocate(tensor.numBytes()).order(ByteOrder.LITTLE_ENDIAN);
    tensor.writeTo(values);
    return values.array();
  }
}
