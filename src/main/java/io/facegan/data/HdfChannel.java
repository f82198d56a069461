package io.facegan.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * What jHDF sees of a file while it works out one thing: bytes at given places, and no more of them
 * than an honest file can need, so that a file whose structure leads in circles comes to an end.
 * Nothing is mapped into memory, where a file cut off meanwhile would end the JVM's read with an
 * error. Closing it leaves the file open.
 */
final class HdfChannel extends FileChannel {
  /** How often each byte of a file may be read, and how many bytes of any file at least. */
  private static final long TIMES = 8;

  private static final long AT_LEAST = 16 << 20;

  /** How far jHDF may look ahead past the end of a file. */
  private static final int PAST_END = 4096;

  private final FileChannel file;
  private final long size;
  private long left;

  HdfChannel(FileChannel file, long size) {
    this.file = file;
    this.size = size;
    left = AT_LEAST + TIMES * size;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    if (position < 0 || position >= size) {
      throw new IOException("it refers to byte " + position + " of " + size);
    }
    int asked = target.remaining();
    long there = Math.min(asked, size - position);
    if (asked - there > PAST_END) {
      throw new IOException("it refers to more bytes than it has");
    }
    left -= there;
    if (left < 0) {
      throw new IOException("its structure leads in circles");
    }
    if (HdfStore.read(file, target, position) < there) {
      throw new IOException("it became shorter while it was read");
    }
    // Given a part, jHDF would read on from the same place.
    target.put(new byte[target.remaining()]);
    return asked;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long length) {
    // The one exception by which jHDF learns to read instead.
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel truncate(long length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void force(boolean metaData) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long length, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long length, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void implCloseChannel() {
    // The file is closed by its owner.
  }
}
