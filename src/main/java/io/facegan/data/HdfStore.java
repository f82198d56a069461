package io.facegan.data;

import io.facegan.internal.image.EnvironmentException;
import io.facegan.internal.util.Text;
import io.jhdf.HdfFile;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.datatype.OpaqueDataType;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Function;

/**
 * An open HDF5 file. jHDF works out where things lie in it; their bytes are then read from here.
 * Serves several threads at once: each question to jHDF gets a view of the file to itself.
 */
final class HdfStore implements Closeable {
  private static final int PART = 1 << 20;

  private final FileChannel channel;
  private final long size;

  private HdfStore(FileChannel channel) throws IOException {
    this.channel = channel;
    size = channel.size();
  }

  static HdfStore open(Path file) throws IOException {
    return new HdfStore(FileChannel.open(file, StandardOpenOption.READ));
  }

  /** That jHDF cannot make sense of a file; the message says why not. */
  static final class DamageException extends IOException {
    private static final long serialVersionUID = 1;

    DamageException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /** That a file uses a part of HDF5 that jHDF does not know; the message says which. */
  static final class UnknownPartException extends IOException {
    private static final long serialVersionUID = 1;

    UnknownPartException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  long size() {
    return size;
  }

  /**
   * Works something out with jHDF.
   *
   * @throws DamageException if the file is damaged
   * @throws UnknownPartException if it may be whole, but jHDF does not know a part of it
   */
  <T> T parse(Function<HdfFile, T> work) throws IOException {
    try {
      // Closing it would do nothing: the channel is a view.
      @SuppressWarnings("resource")
      HdfFile hdf = new HdfFile(new HdfChannel(channel, size));
      long whole = hdf.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
      if (whole > size) {
        throw new HdfException(Text.format("it has %,d of %,d bytes", size, whole));
      }
      return work.apply(hdf);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // jHDF meets damage with almost anything.
      throw failure(e);
    }
  }

  /** Reads bytes; {@code address} counts from the start of the file. */
  byte[] read(long address, int length) throws IOException {
    if (address < 0 || length < 0 || address > size - length) {
      throw new EOFException("the file ends before it does");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (read(channel, bytes, address + bytes.position()) < 0) {
        throw new EOFException("the file ends before it does");
      }
    }
    return bytes.array();
  }

  /**
   * Reads from a file, whose failures are not those of its content. In parts, because Java takes as
   * much memory beside the heap as it is asked to read at once, and a damaged file may ask for 2
   * GB.
   */
  static int read(FileChannel file, ByteBuffer target, long position) throws IOException {
    int end = target.limit();
    int total = 0;
    try {
      while (target.position() < end) {
        target.limit(Math.min(end, target.position() + PART));
        int read = file.read(target, position + total);
        if (read < 0) {
          return total == 0 ? read : total;
        }
        total += read;
      }
      return total;
    } catch (IOException e) {
      throw new EnvironmentException("the file cannot be read (%s)".formatted(e), e);
    } finally {
      target.limit(end);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static IOException failure(Throwable problem) {
    if (problem instanceof StackOverflowError) {
      return new DamageException("its structure is endless or far too deep", problem);
    }
    if (problem instanceof OutOfMemoryError) {
      return new DamageException("it claims more than there is memory for", problem);
    }
    Throwable deepest = problem;
    boolean unknown = false;
    for (Throwable at = problem; at != null; at = at.getCause()) {
      unknown |= at instanceof UnsupportedHdfException;
      deepest = at;
    }
    if (deepest instanceof NullPointerException || deepest instanceof ClassCastException) {
      // Their messages are about jHDF's code, not about the file.
      return new DamageException("its parts contradict each other", problem);
    }
    if (isOpaque(deepest)) {
      return new UnknownPartException("values of the type numpy.void", problem);
    }
    String message = deepest.getMessage();
    String reason =
        message == null || message.isBlank()
            ? deepest.getClass().getSimpleName()
            : Text.oneLine(message);
    return unknown
        ? new UnknownPartException(reason, problem)
        : new DamageException(reason, problem);
  }

  /** jHDF wants opaque types to have a tag, which those of h5py do not. */
  private static boolean isOpaque(Throwable problem) {
    return Arrays.stream(problem.getStackTrace())
        .anyMatch(call -> call.getClassName().equals(OpaqueDataType.class.getName()));
  }
}
