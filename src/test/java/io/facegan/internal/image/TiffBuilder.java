package io.facegan.internal.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Makes TIFF files of one strip. */
final class TiffBuilder {
  private final Map<Integer, int[]> tags = new TreeMap<>();
  private final ByteOrder order;
  private byte[] data;
  private boolean second;

  TiffBuilder(ByteOrder order, int width, int height, int kind, byte... data) {
    this.order = order;
    this.data = data;
    with(256, width).with(257, height).with(262, kind).with(258, 8).with(278, height);
  }

  /** Sets a tag; its numbers are written with 32 bits, as readers accept. */
  TiffBuilder with(int tag, int... numbers) {
    tags.put(tag, numbers);
    return this;
  }

  TiffBuilder withSecondImage() {
    second = true;
    return this;
  }

  byte[] build() {
    tags.putIfAbsent(273, new int[] {8});
    tags.putIfAbsent(279, new int[] {data.length});
    int directory = 8 + data.length + (data.length & 1);
    int after = directory + 2 + 12 * tags.size() + 4;
    ByteArrayOutputStream more = new ByteArrayOutputStream();
    ByteBuffer entries = ByteBuffer.allocate(after - directory).order(order);
    entries.putShort((short) tags.size());
    tags.forEach(
        (tag, numbers) -> {
          entries.putShort(tag.shortValue()).putShort((short) 4).putInt(numbers.length);
          entries.putInt(numbers.length == 1 ? numbers[0] : after + more.size());
          ByteBuffer all = ByteBuffer.allocate(4 * numbers.length).order(order);
          for (int number : numbers) {
            all.putInt(number);
          }
          more.writeBytes(numbers.length == 1 ? new byte[0] : all.array());
        });
    entries.putInt(second ? directory : 0);
    String start = order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM";
    ByteBuffer file = ByteBuffer.allocate(after + more.size()).order(order);
    file.put((byte) start.charAt(0)).put((byte) start.charAt(1)).putShort((short) 42);
    file.putInt(directory).put(data).position(directory);
    return file.put(entries.array()).put(more.toByteArray()).array();
  }
}
