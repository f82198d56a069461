package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of NumPy's format NPY that hold one array of floats with rows and columns, as {@code
 * numpy.save} writes and {@code numpy.load} reads them.
 *
 * <p>Versions 1.0 and 2.0 are read, values of 32 and 64 bits in either byte order, row after row (C
 * order) or column after column (Fortran order). What a header claims costs no memory before the
 * file has the bytes for it.
 */
public final class NpyFile {
  /** No file of more rows is written or read. */
  public static final int MOST_ROWS = 1 << 20;

  /** No file of more values is written or read: 256 MiB of them. */
  public static final int MOST_VALUES = 1 << 26;

  /**
   * Reads an array.
   *
   * @return [rows, columns], at least one of each. Values that are not finite stay so; those of 64
   *     bits are rounded, and become infinite where 32 bits do not reach
   * @throws FaceGanException if it is no such file, damaged, longer than its header says, or larger
   *     than {@link #MOST_ROWS} and {@link #MOST_VALUES}
   * @throws UncheckedIOException if reading fails
   */
  public static float[][] read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      NpyHeader header = NpyHeader.read(in);
      byte[] values = in.readNBytes(header.bytes());
      if (values.length < header.bytes()) {
        throw new FaceGanException(
            Text.format(
                "it ends after %,d of the %,d bytes of its %s",
                values.length, header.bytes(), header.words()));
      }
      if (in.read() >= 0) {
        throw new FaceGanException("it goes on after its " + header.words());
      }
      return array(header, values);
    } catch (FaceGanException unusable) {
      throw new FaceGanException(
          ("%s cannot be read as an NPY file of rows of floats: %s; write it with numpy.save, as an"
                  + " array of float32 with one row for each latent")
              .formatted(file, unusable.getMessage()),
          unusable);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read %s: %s".formatted(file, WriteFailure.reason(e)), e);
    }
  }

  /**
   * Writes an array as version 1.0: floats of 32 bits, little-endian, row after row. The file
   * appears when it is whole, in place of one that is there.
   *
   * @param rows [rows, columns], at least one of each, all rows of one length, and no more than
   *     {@link #MOST_ROWS} and {@link #MOST_VALUES}
   * @param file its folder must be there
   * @throws UncheckedIOException if writing fails
   */
  public static void write(float[][] rows, Path file) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    byte[] header = NpyHeader.of(rows.length, columns).encoded();
    ByteBuffer line = ByteBuffer.allocate(columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    AtomicFile.write(
        file,
        out -> {
          out.write(header);
          for (float[] row : rows) {
            if (row.length != columns) {
              throw new IllegalArgumentException(
                  "rows of %d and of %d values".formatted(columns, row.length));
            }
            line.asFloatBuffer().put(row);
            out.write(line.array());
          }
        });
  }

  private static float[][] array(NpyHeader header, byte[] bytes) {
    ByteBuffer values = ByteBuffer.wrap(bytes).order(header.order());
    float[][] rows = new float[header.rows()][header.columns()];
    int outer = header.columnAfterColumn() ? header.columns() : header.rows();
    int inner = header.columnAfterColumn() ? header.rows() : header.columns();
    for (int i = 0; i < outer; i++) {
      for (int j = 0; j < inner; j++) {
        float value =
            header.wide() == Double.BYTES ? (float) values.getDouble() : values.getFloat();
        if (header.columnAfterColumn()) {
          rows[j][i] = value;
        } else {
          rows[i][j] = value;
        }
      }
    }
    return rows;
  }

  private NpyFile() {}
}
