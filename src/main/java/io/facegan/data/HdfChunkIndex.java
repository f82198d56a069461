package io.facegan.data;

import io.jhdf.AbstractNode;
import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.ChunkOffset;
import io.jhdf.dataset.chunked.ChunkedDatasetV3;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import java.util.Map;

/** Finds the chunks of a dataset; jHDF gives access to subclasses only. */
final class HdfChunkIndex {
  private HdfChunkIndex() {}

  static Map<ChunkOffset, Chunk> read(HdfFile hdf, ChunkedDataset dataset, long fileSize) {
    ObjectHeader header = ((AbstractNode) dataset).getHeader();
    if (dataset instanceof ChunkedDatasetV3) {
      return new Older(hdf, dataset, header).chunks();
    }
    if (dataset instanceof ChunkedDatasetV4) {
      check(dataset, header.getMessageOfType(ChunkedDataLayoutMessageV4.class), fileSize);
      return new Newer(hdf, dataset, header).chunks();
    }
    throw new HdfException("its chunk index has an unknown type");
  }

  /** Whether a missing chunk was never stored; jHDF ends the lists of other indexes early. */
  static boolean isComplete(ObjectHeader header) {
    return header.getMessagesOfType(ChunkedDataLayoutMessageV4.class).stream()
        .noneMatch(
            layout ->
                layout.getIndexingType() == ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX);
  }

  /** Refuses what jHDF would silently read wrong. */
  private static void check(
      ChunkedDataset dataset, ChunkedDataLayoutMessageV4 layout, long fileSize) {
    byte kind = layout.getIndexingType();
    boolean listed =
        kind == ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX
            || kind == ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX
            || kind == ChunkedDataLayoutMessageV4.IMPLICIT_INDEX;
    long[] axes = dataset.getDimensionsAsLong();
    long[] most = dataset.getMaxSize();
    for (int i = 1; listed && i < axes.length; i++) {
      if (axes[i] != most[i]) {
        throw new UnsupportedHdfException("chunks of a dataset that can grow along axis " + i);
      }
    }
    if (kind == ChunkedDataLayoutMessageV4.IMPLICIT_INDEX && dataset.getSizeInBytes() > fileSize) {
      throw new HdfException("it claims more data than the file holds");
    }
  }

  private static final class Older extends ChunkedDatasetV3 {
    Older(HdfFile hdf, ChunkedDataset dataset, ObjectHeader header) {
      super(
          hdf.getHdfBackingStorage(),
          dataset.getAddress(),
          dataset.getName(),
          dataset.getParent(),
          header);
    }

    Map<ChunkOffset, Chunk> chunks() {
      return getChunkLookup();
    }
  }

  private static final class Newer extends ChunkedDatasetV4 {
    Newer(HdfFile hdf, ChunkedDataset dataset, ObjectHeader header) {
      super(
          hdf.getHdfBackingStorage(),
          dataset.getAddress(),
          dataset.getName(),
          dataset.getParent(),
          header);
    }

    Map<ChunkOffset, Chunk> chunks() {
      return getChunkLookup();
    }
  }
}
