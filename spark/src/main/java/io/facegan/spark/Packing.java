package io.facegan.spark;

import static org.apache.spark.sql.functions.col;

import io.facegan.error.FaceGanException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Packs the images of a data frame into zips, one a partition, so that every image is read once in
 * the cluster however many workers there are, and each worker then reads few large files.
 */
final class Packing implements MapPartitionsFunction<Row, String> {
  private static final long serialVersionUID = 1;

  private final String folder;
  private final String root;
  private final SerializableConfiguration conf;

  private Packing(String folder, String root, Configuration conf) {
    this.folder = folder;
    this.root = root;
    this.conf = new SerializableConfiguration(conf);
  }

  /** Lists the images in a folder and all below it; their content is not read yet. */
  static Dataset<Row> frame(SparkSession session, Path images) {
    return session
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        // Hadoop's patterns know no difference of case.
        .option(
            "pathGlobFilter",
            "*.{[jJ][pP]*[gG],[pP][nN][gG],[gG][iI][fF],[bB][mM][pP],[wW][eE][bB][pP],[tT][iI][fF]*}")
        .load(images.toString());
  }

  /**
   * Packs the images of a frame.
   *
   * @param root how all paths begin, and then the names of the images; null for the whole paths
   * @param folder where the zips are written, which must not exist
   * @return the zips
   */
  static List<String> pack(Dataset<Row> frame, String root, String folder, Configuration conf) {
    List<String> columns = Arrays.asList(frame.columns());
    boolean decoded = columns.contains("image");
    if (!decoded && !(columns.contains("path") && columns.contains("content"))) {
      throw new FaceGanException(
          "the frame has the columns %s: give path and content, as spark.read().format(\"binaryFile\") has, or image, as format(\"image\") has"
              .formatted(columns));
    }
    List<String> zips =
        frame
            .select(col(decoded ? "image.origin" : "path"), col(decoded ? "image" : "content"))
            .mapPartitions(new Packing(folder, root, conf), Encoders.STRING())
            .collectAsList();
    if (zips.isEmpty()) {
      throw new FaceGanException(
          "there are no images: no path ends with jpg, png, gif, bmp, webp or tif");
    }
    return zips.stream().sorted().toList();
  }

  @Override
  public Iterator<String> call(Iterator<Row> rows) throws IOException {
    if (!rows.hasNext()) {
      return List.<String>of().iterator();
    }
    TaskContext task = TaskContext.get();
    Path zip = new Path(folder, "part-%06d.zip".formatted(task.partitionId()));
    Path unfinished = zip.suffix("." + task.taskAttemptId());
    FileSystem files = zip.getFileSystem(conf.value());
    try (ZipOutputStream stream = new ZipOutputStream(files.create(unfinished))) {
      stream.setLevel(0);
      while (rows.hasNext()) {
        Row row = rows.next();
        if (row.anyNull()) {
          throw new FaceGanException("an image has no path or no content: " + row.get(0));
        }
        stream.putNextEntry(new ZipEntry(name(row.getString(0))));
        stream.write(row.get(1) instanceof byte[] file ? file : png(row.getStruct(1)));
      }
    }
    // An earlier try of the task may have got as far as this.
    files.delete(zip, false);
    if (!files.rename(unfinished, zip)) {
      throw new IOException("%s could not be renamed to %s".formatted(unfinished, zip));
    }
    return List.of(zip.toString()).iterator();
  }

  /** Returns a name that is not hidden, by which the library takes the file for an image. */
  private String name(String path) {
    String name = root == null ? path.replace('/', '|') : path.substring(root.length());
    return name.matches(".*\\.(?i:jpe?g|png|gif|bmp|webp|tiff?)") ? name : name + ".png";
  }

  /** Encodes what Spark's image source decoded: grey, or blue, green, red and perhaps alpha. */
  private static byte[] png(Row image) throws IOException {
    int width = image.<Integer>getAs("width");
    int height = image.<Integer>getAs("height");
    int channels = image.<Integer>getAs("nChannels");
    byte[] data = image.getAs("data");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Of a file that it could not read there is nothing, which the training names and skips.
    if (width > 0 && height > 0 && data.length == (long) height * width * channels) {
      BufferedImage encoded = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
      byte[] pixels = ((DataBufferByte) encoded.getRaster().getDataBuffer()).getData();
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = data[i / 3 * channels + (channels < 3 ? 0 : i % 3)];
      }
      ImageIO.write(encoded, "png", bytes);
    }
    return bytes.toByteArray();
  }

  /**
   * Copies images to the local disk, as one file.
   *
   * @param parts what {@link #pack} wrote, or the one file that the user named
   */
  static java.nio.file.Path fetch(List<String> parts, java.nio.file.Path folder, Configuration conf)
      throws IOException {
    Path first = new Path(parts.get(0));
    java.nio.file.Path local = folder.resolve(first.getName());
    if (parts.size() == 1) {
      first.getFileSystem(conf).copyToLocalFile(false, first, new Path(local.toUri()), true);
      return local;
    }
    try (ZipOutputStream whole = new ZipOutputStream(Files.newOutputStream(local))) {
      whole.setLevel(0);
      for (String part : parts) {
        Path path = new Path(part);
        try (ZipInputStream zip = new ZipInputStream(path.getFileSystem(conf).open(path))) {
          for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
            whole.putNextEntry(new ZipEntry(each.getName()));
            zip.transferTo(whole);
          }
        }
      }
    }
    return local;
  }
}
