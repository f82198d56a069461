package io.facegan.data;

import io.jhdf.AbstractNode;
import io.jhdf.Constants;
import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.object.message.FillValueMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The data of a chunked dataset. */
final class HdfChunks implements HdfData {
  private final HdfStore store;
  private final long userBlock;
  private final HdfFilters filters;
  private final Map<ChunkOffset, Chunk> chunks;
  private final boolean complete;
  private final HdfGrid grid;
  private final byte[] fill;
  private final HdfChunkCache cache;

  /** Locates the chunks; jHDF may throw any exception. */
  HdfChunks(HdfStore store, HdfFile hdf, ChunkedDataset dataset) {
    this.store = store;
    userBlock = hdf.getUserBlockSize();
    ObjectHeader header = ((AbstractNode) dataset).getHeader();
    filters = HdfFilters.of(header);
    grid = HdfGrid.of(Shape.of(dataset), dataset.getChunkDimensions());
    chunks = HdfChunkIndex.read(hdf, dataset, store.size());
    complete = HdfChunkIndex.isComplete(header);
    fill = fillValue(header);
    cache = HdfChunkCache.of(grid);
  }

  private static byte[] fillValue(ObjectHeader header) {
    for (FillValueMessage message : header.getMessagesOfType(FillValueMessage.class)) {
      if (message.isFillValueDefined()) {
        ByteBuffer value = message.getFillValue();
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
      }
    }
    return new byte[0];
  }

  @Override
  public byte[] read(long first, int count) throws IOException {
    HdfGrid.Part part = grid.part(first, count);
    List<Chunk> needed = needed(part);
    if (needed.size() < part.chunks() && !complete) {
      throw new IOException("a part of it was never stored or cannot be found after a gap");
    }
    if (needed.isEmpty()) {
      throw new IOException("it has no stored data");
    }
    byte[] bytes = new byte[grid.shape().bytes(count)];
    if (fill.length == grid.shape().element()) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = fill[i % fill.length];
      }
    }
    for (Chunk chunk : needed) {
      part.copy(chunk.getChunkOffset(), cache.get(chunk.getAddress(), () -> load(chunk)), bytes);
    }
    return bytes;
  }

  /** Returns the chunks of a part, by the index or, if that is faster, by a scan of all chunks. */
  private List<Chunk> needed(HdfGrid.Part part) {
    Collection<Chunk> candidates = chunks.values();
    if (part.chunks() < chunks.size()) {
      candidates = new ArrayList<>();
      for (long[] origin : part.origins()) {
        Chunk chunk = chunks.get(new ChunkOffset(origin));
        if (chunk != null) {
          candidates.add(chunk);
        }
      }
    }
    return candidates.stream()
        .filter(chunk -> chunk.getAddress() != Constants.UNDEFINED_ADDRESS)
        .filter(chunk -> part.overlaps(chunk.getChunkOffset()))
        .toList();
  }

  private byte[] load(Chunk chunk) throws IOException {
    byte[] stored = store.read(userBlock + chunk.getAddress(), chunk.getSize());
    return filters.undo(stored, chunk.getFilterMask(), grid.chunkBytes());
  }
}
