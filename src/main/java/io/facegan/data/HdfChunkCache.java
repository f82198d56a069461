package io.facegan.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Keeps the chunks used last, so that one that has parts of many images is unpacked once, by one
 * thread, while images are read in their order.
 */
final class HdfChunkCache {
  /** The share of the heap that chunks may take. */
  private static final int HEAP_SHARE = 8;

  private final int capacity;
  private final Map<Long, FutureTask<byte[]>> kept = new LinkedHashMap<>(16, 0.75f, true);

  private HdfChunkCache(int capacity) {
    this.capacity = capacity;
  }

  /** Makes a cache for the chunks of two neighbouring places, or none if no two share any. */
  static HdfChunkCache of(HdfGrid grid) {
    if (grid.chunk()[0] == 1) {
      return new HdfChunkCache(0);
    }
    long affordable = Runtime.getRuntime().maxMemory() / HEAP_SHARE / grid.chunkBytes();
    return new HdfChunkCache((int) Math.min(2 * grid.chunksPerIndex(), affordable));
  }

  /** Returns a chunk, unpacked by {@code load} unless it is kept. */
  byte[] get(long key, Callable<byte[]> load) throws IOException {
    FutureTask<byte[]> mine = new FutureTask<>(load);
    FutureTask<byte[]> task = capacity > 0 ? keep(key, mine) : mine;
    if (task == mine) {
      task.run();
    }
    boolean whole = false;
    try {
      byte[] chunk = result(task);
      whole = true;
      return chunk;
    } finally {
      if (!whole) {
        // The next one may have more luck, or more memory.
        forget(key, task);
      }
    }
  }

  private synchronized void forget(long key, FutureTask<byte[]> task) {
    kept.remove(key, task);
  }

  private synchronized FutureTask<byte[]> keep(long key, FutureTask<byte[]> task) {
    FutureTask<byte[]> known = kept.putIfAbsent(key, task);
    if (known != null) {
      return known;
    }
    if (kept.size() > capacity) {
      kept.remove(kept.keySet().iterator().next());
    }
    return task;
  }

  private static byte[] result(FutureTask<byte[]> task) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException problem) {
        throw new IOException(problem.getMessage(), problem);
      }
      if (e.getCause() instanceof OutOfMemoryError problem) {
        throw problem;
      }
      throw new IOException("a chunk is damaged: " + e.getCause(), e.getCause());
    }
  }
}
