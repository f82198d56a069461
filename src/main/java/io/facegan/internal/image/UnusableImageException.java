package io.facegan.internal.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.commons.io.function.IOSupplier;

/**
 * An image cannot be used, and its bytes alone say so: it need not be read again. Any other failure
 * may have come from the environment or the moment.
 */
public final class UnusableImageException extends IOException {
  private static final long serialVersionUID = 1;

  public UnusableImageException(String message) {
    super(message);
  }

  private UnusableImageException(IOException reason) {
    super(reason.getMessage(), reason);
  }

  /** Decodes bytes that are all there, so that a failure is theirs unless the environment's. */
  public static <T> T judge(IOSupplier<T> decoding) throws IOException {
    try {
      return decoding.get();
    } catch (IOException e) {
      for (Throwable at = e; at != null; at = at.getCause()) {
        if (at instanceof EnvironmentException
            || at instanceof InterruptedIOException
            || at instanceof VirtualMachineError) {
          throw e;
        }
      }
      throw new UnusableImageException(e);
    }
  }
}
