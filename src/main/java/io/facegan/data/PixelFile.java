package io.facegan.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file of equally large slots: written slot by slot, then mapped and read. Writing goes
 * through the channel, because a mapped write to a full disk would end the whole JVM.
 */
final class PixelFile implements AutoCloseable {
  private final FileChannel channel;
  private final int slotSize;
  private final int slotsPerSegment;
  private volatile MappedByteBuffer[] segments;

  private PixelFile(FileChannel channel, int slotSize, int largestSegment) {
    this.channel = channel;
    this.slotSize = slotSize;
    slotsPerSegment = Math.max(1, largestSegment / slotSize);
  }

  /** Creates the file; where the system allows, it has no name any more and dies with the JVM. */
  static PixelFile create(int slots, int slotSize, int largestSegment) throws IOException {
    Path path = Files.createTempFile("facegan-", ".pixels");
    try {
      long free = Files.getFileStore(path).getUsableSpace();
      long needed = (long) slots * slotSize;
      if (free < needed) {
        throw new IOException(
            Text.format(
                "packing needs %,d MB in %s but %,d MB are free:"
                    + " make room or choose another folder with -Djava.io.tmpdir",
                needed / 1_000_000 + 1, path.getParent(), free / 1_000_000));
      }
      FileChannel channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      return new PixelFile(channel, slotSize, largestSegment);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** Writes one slot; several threads may write at once. */
  void write(int slot, byte[] pixels) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(pixels);
    long start = (long) slot * slotSize;
    while (buffer.hasRemaining()) {
      channel.write(buffer, start + buffer.position());
    }
  }

  /** Ends the writing and makes the slots readable. */
  void map() throws IOException {
    long size = channel.size();
    long segmentSize = (long) slotsPerSegment * slotSize;
    MappedByteBuffer[] mapped =
        new MappedByteBuffer[(int) ((size + segmentSize - 1) / segmentSize)];
    for (int i = 0; i < mapped.length; i++) {
      long start = i * segmentSize;
      mapped[i] =
          channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(segmentSize, size - start));
    }
    segments = mapped;
  }

  void read(int slot, byte[] target, int offset) {
    MappedByteBuffer[] mapped = segments;
    if (mapped == null) {
      throw new IllegalStateException("the packed pictures are closed: pack them again");
    }
    mapped[slot / slotsPerSegment].get(slot % slotsPerSegment * slotSize, target, offset, slotSize);
  }

  /** Lets go of the file; its space is free once the garbage collector has dropped the mapping. */
  @Override
  public void close() throws IOException {
    segments = null;
    channel.close();
  }
}
