package io.facegan.internal.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of equally large slots: written slot by slot, then mapped and read. Writing goes through
 * the channel, because a mapped write to a full disk would end the whole JVM.
 */
final class PackFile implements AutoCloseable {
  private final FileChannel channel;
  private final int slotSize;
  private final int slotsPerSegment;
  private volatile MappedByteBuffer[] segments;

  /** Takes an empty file that is open for reading and writing. */
  PackFile(FileChannel channel, int slotSize, int largestSegment) {
    this.channel = channel;
    this.slotSize = slotSize;
    slotsPerSegment = Math.max(1, largestSegment / slotSize);
  }

  record Found(PackFile file, PackIndex index) {}

  /**
   * Opens a finished file.
   *
   * @return the file, or null if it was packed from something else
   * @throws PackHeader.NotAPackException if it is no pack file
   * @throws IOException if it is damaged or cannot be read; the message says how
   */
  static Found open(Path path, String key) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    PackFile file = null;
    try {
      PackHeader header = PackHeader.read(channel);
      if (header.key().equals(key)) {
        byte[] index = new byte[(int) header.indexLength()];
        ByteBuffer bytes = ByteBuffer.wrap(index);
        while (bytes.hasRemaining()) {
          if (channel.read(bytes, header.indexStart() + bytes.position()) < 0) {
            throw new EOFException("it was cut off just now");
          }
        }
        if (PackHeader.sum(index, index.length) != header.indexSum()) {
          throw new IOException("its index is damaged");
        }
        file = new PackFile(channel, header.slotSize(), Integer.MAX_VALUE);
        file.map(header.slots());
        return new Found(file, PackIndex.of(index));
      }
      return null;
    } finally {
      if (file == null || file.segments == null) {
        channel.close();
      }
    }
  }

  /** Writes one slot; several threads may write at once. */
  void write(int slot, byte[] pixels) throws IOException {
    write(ByteBuffer.wrap(pixels), PackHeader.LENGTH + (long) slot * slotSize);
  }

  /** Ends the writing of a file that goes with this object, and makes the slots readable. */
  void finish(PackIndex index) throws IOException {
    map(index.candidates());
  }

  /** Ends the writing of a file that stays: brings everything to the disk, then as the other. */
  void finish(PackIndex index, String key) throws IOException {
    byte[] bytes = index.toBytes();
    PackHeader header =
        new PackHeader(
            key, slotSize, index.candidates(), bytes.length, PackHeader.sum(bytes, bytes.length));
    write(ByteBuffer.wrap(bytes), header.indexStart());
    channel.force(true);
    // Last, so that a file without it is known to be unfinished.
    write(header.toBytes(), 0);
    channel.force(true);
    finish(index);
  }

  void read(int slot, byte[] target, int offset) {
    MappedByteBuffer[] mapped = segments;
    if (mapped == null) {
      throw new IllegalStateException("the packed images are closed: pack them again");
    }
    mapped[slot / slotsPerSegment].get(slot % slotsPerSegment * slotSize, target, offset, slotSize);
  }

  /** Lets go of the file; its space is free once the garbage collector has dropped the mapping. */
  @Override
  public void close() throws IOException {
    segments = null;
    channel.close();
  }

  private void write(ByteBuffer bytes, long start) throws IOException {
    long at = start;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  private void map(int slots) throws IOException {
    long size = (long) slots * slotSize;
    long segmentSize = (long) slotsPerSegment * slotSize;
    MappedByteBuffer[] mapped =
        new MappedByteBuffer[(int) ((size + segmentSize - 1) / segmentSize)];
    for (int i = 0; i < mapped.length; i++) {
      long start = i * segmentSize;
      mapped[i] =
          channel.map(
              FileChannel.MapMode.READ_ONLY,
              PackHeader.LENGTH + start,
              Math.min(segmentSize, size - start));
    }
    segments = mapped;
  }
}
