package io.facegan.internal.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.tensorflow.exceptions.TensorFlowException;

/** One exception of each class that TensorFlow Java has for a status of TensorFlow's. */
public final class TensorFlowExceptions {
  /** Returns them with this message, from whatever classes are in TensorFlow Java's jar. */
  public static Stream<RuntimeException> all(String message) {
    return classes().stream().map(name -> of(name, message));
  }

  private static List<String> classes() {
    String folder = TensorFlowException.class.getPackageName().replace('.', '/') + "/";
    String jar =
        TensorFlowException.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (JarFile file = new JarFile(jar)) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(folder) && name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuntimeException of(String name, String message) {
    try {
      return (RuntimeException)
          Class.forName(name).getConstructor(String.class).newInstance(message);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }

  private TensorFlowExceptions() {}
}
