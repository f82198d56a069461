package io.facegan.internal.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** A directory of a TIFF file: the properties of one image (TIFF 6.0, section 2). */
final class TiffDirectory {
  private static final int ENTRY = 12;

  /** More than a strip for each row of the highest images. */
  private static final int MOST_NUMBERS = 1 << 22;

  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int UNDEFINED = 7;

  private final ByteBuffer bytes;

  /** The offset of each tag's entry. */
  private final Map<Integer, Integer> entries = new HashMap<>();

  private final long next;

  private TiffDirectory(ByteBuffer bytes, long at) throws IOException {
    this.bytes = bytes;
    if (at < 8 || at > bytes.capacity() - 2) {
      throw cutOff();
    }
    int count = bytes.getShort((int) at) & 0xFFFF;
    int first = (int) at + 2;
    int end = first + count * ENTRY;
    if (end > bytes.capacity()) {
      throw cutOff();
    }
    for (int entry = first; entry < end; entry += ENTRY) {
      entries.putIfAbsent(bytes.getShort(entry) & 0xFFFF, entry);
    }
    next = end <= bytes.capacity() - 4 ? bytes.getInt(end) & 0xFFFFFFFFL : 0;
  }

  /** Reads the first directory of a file. */
  static TiffDirectory first(byte[] file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    if (file.length < 8) {
      throw cutOff();
    }
    bytes.order(file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return new TiffDirectory(bytes, bytes.getInt(4) & 0xFFFFFFFFL);
  }

  /** Reads the directory after this one; returns null if there is none or it is damaged. */
  TiffDirectory next() {
    try {
      return next == 0 ? null : new TiffDirectory(bytes, next);
    } catch (IOException damaged) {
      return null;
    }
  }

  ByteOrder order() {
    return bytes.order();
  }

  boolean has(int tag) {
    return entries.containsKey(tag);
  }

  /** Returns the first number of a tag. */
  int number(int tag, int otherwise) throws IOException {
    long[] numbers = has(tag) ? numbers(tag) : new long[] {otherwise};
    if (numbers.length == 0 || numbers[0] > Integer.MAX_VALUE) {
      throw damaged(tag);
    }
    return (int) numbers[0];
  }

  /** Returns all numbers of a tag; none if it is missing. */
  long[] numbers(int tag) throws IOException {
    if (!has(tag)) {
      return new long[0];
    }
    int entry = entries.get(tag);
    int type = bytes.getShort(entry + 2);
    int size = size(tag, type);
    int from = contentOf(entry, size);
    if (bytes.getInt(entry + 4) > MOST_NUMBERS) {
      throw damaged(tag);
    }
    long[] numbers = new long[bytes.getInt(entry + 4)];
    for (int i = 0; i < numbers.length; i++) {
      int at = from + i * size;
      numbers[i] =
          switch (size) {
            case 1 -> bytes.get(at) & 255;
            case 2 -> bytes.getShort(at) & 0xFFFF;
            default -> bytes.getInt(at) & 0xFFFFFFFFL;
          };
    }
    return numbers;
  }

  /** Returns the bytes of a tag. */
  byte[] content(int tag) throws IOException {
    int entry = entries.get(tag);
    byte[] content = new byte[Math.max(0, bytes.getInt(entry + 4))];
    bytes.get(contentOf(entry, 1), content);
    return content;
  }

  private static int size(int tag, int type) throws IOException {
    return switch (type) {
      case BYTE, UNDEFINED -> 1;
      case SHORT -> 2;
      case LONG -> 4;
      default -> throw damaged(tag);
    };
  }

  /** Returns where the content of an entry begins; up to four bytes are in the entry itself. */
  private int contentOf(int entry, int size) throws IOException {
    long length = (bytes.getInt(entry + 4) & 0xFFFFFFFFL) * size;
    long from = length <= 4 ? entry + 8 : bytes.getInt(entry + 8) & 0xFFFFFFFFL;
    if (from + length > bytes.capacity()) {
      throw cutOff();
    }
    return (int) from;
  }

  private static IOException damaged(int tag) {
    return new IOException("it is damaged: its tag %d is invalid".formatted(tag));
  }

  static IOException cutOff() {
    return new IOException("it is cut off or damaged: some of its data are missing");
  }
}
