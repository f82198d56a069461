package io.facegan.data;

import io.jhdf.AbstractNode;
import io.jhdf.Constants;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of a dataset. Serves several threads at once. */
interface HdfData {
  /**
   * Reads all that lies at some places of the first axis; of a dataset without axes, all of it.
   *
   * @param first the first place
   * @param count how many places
   * @throws IOException if that cannot be done; the message says why
   */
  byte[] read(long first, int count) throws IOException;

  /** Works out where the bytes of a dataset lie, with any exception that jHDF likes to throw. */
  static HdfData of(HdfStore store, HdfFile hdf, Dataset dataset) {
    Shape shape = Shape.of(dataset);
    if (dataset instanceof ChunkedDataset chunked) {
      return HdfChunks.of(store, hdf, chunked);
    }
    if (dataset instanceof ContiguousDataset contiguous) {
      long address = contiguous.getDataAddress();
      long start = hdf.getUserBlockSize() + address;
      return address == Constants.UNDEFINED_ADDRESS
          ? (first, count) -> nothing()
          : (first, count) -> store.read(start + first * shape.place(), shape.bytes(count));
    }
    if (dataset instanceof CompactDataset compact) {
      return compact(compact, shape);
    }
    throw new HdfException("its storage is of an unknown kind");
  }

  /** Works out where the bytes of the dataset at an address lie. */
  static HdfData of(HdfStore store, HdfFile hdf, long address) {
    return of(store, hdf, dataset(hdf, address));
  }

  /** Returns the dataset at an address. */
  static Dataset dataset(HdfFile hdf, long address) {
    Node node = hdf.getNodeByAddress(address);
    if (node instanceof Dataset dataset && node instanceof AbstractNode) {
      return dataset;
    }
    throw new HdfException("it is no dataset any more");
  }

  private static HdfData compact(CompactDataset dataset, Shape shape) {
    ByteBuffer buffer = dataset.getDataBuffer();
    byte[] all = new byte[buffer.remaining()];
    buffer.get(all);
    return (first, count) -> {
      int start = Math.toIntExact(first * shape.place());
      int end = start + shape.bytes(count);
      if (end > all.length) {
        throw new IOException("it has less data than it claims");
      }
      return Arrays.copyOfRange(all, start, end);
    };
  }

  private static byte[] nothing() throws IOException {
    throw new IOException("nothing was ever stored in it");
  }

  /**
   * The extents of a dataset.
   *
   * @param axes its axes; one of length 1, if it has none
   * @param element the bytes of each element
   */
  record Shape(long[] axes, int element) {
    static Shape of(Dataset dataset) {
      long[] axes = dataset.getDimensionsAsLong();
      return new Shape(axes.length == 0 ? new long[] {1} : axes, dataset.getDataType().getSize());
    }

    /** Returns how many bytes lie at one place of the first axis. */
    long place() {
      long bytes = element;
      for (int i = 1; i < axes.length; i++) {
        bytes = Math.multiplyExact(bytes, axes[i]);
      }
      return bytes;
    }

    /** Returns how many bytes lie at some places of the first axis. */
    int bytes(int count) {
      return Math.toIntExact(Math.multiplyExact(place(), count));
    }
  }
}
