import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** Runs a script of calls, as OtherRuntime writes it, with TensorFlow Java 0.5 and 1.0. */
public final class TensorFlow2Runner {
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
    try (Result tensors = runner.run()) {
      StringBuilder report = new StringBuilder("ok");
      for (int i = 0; i < results.size(); i++) {
        Tensor tensor = tensors.get(i);
        Files.write(results.get(i), bytes(tensor));
        String sides = Arrays.toString(tensor.shape().asArray()).replaceAll("[\\[\\] ]", "");
        report.append(' ').append(sides);
      }
      return report.toString();
    } catch (RuntimeException refused) {
      return "failed " + refused.getMessage();
    }
  }

  private static Tensor tensor(String type, String sides, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (type.equals("string")) {
      return TString.scalarOf(new String(bytes, StandardCharsets.UTF_8));
    }
    Shape shape =
        sides.isEmpty()
            ? Shape.scalar()
            : Shape.of(Arrays.stream(sides.split(",")).mapToLong(Long::parseLong).toArray());
    Class<? extends TType> kind =
        switch (type) {
          case "float32" -> TFloat32.class;
          case "int64" -> TInt64.class;
          case "int32" -> TInt32.class;
          default -> TUint8.class;
        };
    return Tensor.of(kind, shape, DataBuffers.of(bytes));
  }

  private static byte[] bytes(Tensor tensor) throws IOException {
    if (tensor instanceof TString strings) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      NdArray<byte[]> all = strings.asBytes();
      for (long i = 0; i < all.size(); i++) {
        byte[] one = all.rank() == 0 ? all.getObject() : all.getObject(i);
        ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        out.write(length.putInt(one.length).array());
        out.write(one);
      }
      return out.toByteArray();
    }
    byte[] values = new byte[(int) tensor.numBytes()];
    tensor.asRawTensor().data().read(values);
    return values;
  }
}
