package io.facegan.internal.image;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The compression methods of TIFF that lose nothing (TIFF 6.0, sections 9 and 13). */
enum TiffPacking {
  NONE {
    @Override
    void unpack(byte[] file, int from, int end, byte[] target) throws IOException {
      if (end - from < target.length) {
        throw TiffDirectory.cutOff();
      }
      System.arraycopy(file, from, target, 0, target.length);
    }
  },
  LZW {
    @Override
    void unpack(byte[] file, int from, int end, byte[] target) throws IOException {
      new TiffLzw(file, from, end).unpack(target);
    }
  },
  DEFLATE {
    @Override
    void unpack(byte[] file, int from, int end, byte[] target) throws IOException {
      Inflater inflater = new Inflater();
      try {
        inflater.setInput(file, from, end - from);
        int done = 0;
        while (done < target.length) {
          int count = inflater.inflate(target, done, target.length - done);
          if (count == 0) {
            throw TiffDirectory.cutOff();
          }
          done += count;
        }
      } catch (DataFormatException e) {
        throw new IOException("it is damaged: " + e.getMessage(), e);
      } finally {
        inflater.end();
      }
    }
  },
  RUNS {
    @Override
    void unpack(byte[] file, int from, int end, byte[] target) throws IOException {
      int at = from;
      int done = 0;
      while (done < target.length) {
        int count = at < end ? file[at++] : Byte.MIN_VALUE;
        int length = Math.min(target.length - done, 1 + Math.abs(count));
        if (at + (count < 0 ? 1 : length) > end) {
          throw TiffDirectory.cutOff();
        }
        for (int i = 0; count != Byte.MIN_VALUE && i < length; i++) {
          target[done++] = file[count < 0 ? at : at++];
        }
        at += count < 0 && count != Byte.MIN_VALUE ? 1 : 0;
      }
    }
  };

  /** Fills the target; refuses data that are too few for it. */
  abstract void unpack(byte[] file, int from, int end, byte[] target) throws IOException;
}
