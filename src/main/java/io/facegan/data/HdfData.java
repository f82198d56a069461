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

/** The data of a dataset. Safe for use by several threads. */
interface HdfData {
  /** Reads {@code count} indices of the first axis, or everything if there are no axes. */
  byte[] read(long first, int count) throws IOException;

  /** Locates the data of a dataset; jHDF may throw any exception. */
  static HdfData of(HdfStore store, HdfFile hdf, Dataset dataset) {
    Shape shape = Shape.of(dataset);
    if (dataset instanceof ChunkedDataset chunked) {
      return new HdfChunks(store, hdf, chunked);
    }
    if (dataset instanceof ContiguousDataset contiguous) {
      long address = contiguous.getDataAddress();
      long start = hdf.getUserBlockSize() + address;
      return address == Constants.UNDEFINED_ADDRESS
          ? (first, count) -> nothing()
          : (first, count) -> store.read(start + first * shape.bytesPerIndex(), shape.bytes(count));
    }
    if (dataset instanceof CompactDataset compact) {
      return compact(compact, shape);
    }
    throw new HdfException("its storage has an unknown layout");
  }

  /** Locates the data of the dataset at an address. */
  static HdfData of(HdfStore store, HdfFile hdf, long address) {
    return of(store, hdf, dataset(hdf, address));
  }

  static Dataset dataset(HdfFile hdf, long address) {
    Node node = hdf.getNodeByAddress(address);
    if (node instanceof Dataset dataset && node instanceof AbstractNode) {
      return dataset;
    }
    throw new HdfException("it is no longer a dataset");
  }

  private static HdfData compact(CompactDataset dataset, Shape shape) {
    ByteBuffer buffer = dataset.getDataBuffer();
    byte[] all = new byte[buffer.remaining()];
    buffer.get(all);
    return (first, count) -> {
      int start = Math.toIntExact(first * shape.bytesPerIndex());
      int end = start + shape.bytes(count);
      if (end > all.length) {
        throw new IOException("it has less data than it claims");
      }
      return Arrays.copyOfRange(all, start, end);
    };
  }

  private static byte[] nothing() throws IOException {
    throw new IOException("it has no stored data");
  }

  /** The lengths of a dataset's axes, one of length 1 if there are none, and bytes an element. */
  record Shape(long[] axes, int element) {
    static Shape of(Dataset dataset) {
      long[] axes = dataset.getDimensionsAsLong();
      return new Shape(axes.length == 0 ? new long[] {1} : axes, dataset.getDataType().getSize());
    }

    /** Returns the number of bytes at one index of the first axis. */
    long bytesPerIndex() {
      long bytes = element;
      for (int i = 1; i < axes.length; i++) {
        bytes = Math.multiplyExact(bytes, axes[i]);
      }
      return bytes;
    }

    int bytes(int count) {
      return Math.toIntExact(Math.multiplyExact(bytesPerIndex(), count));
    }
  }
}
