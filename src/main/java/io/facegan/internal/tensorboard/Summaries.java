package io.facegan.internal.tensorboard;

import com.google.protobuf.ByteString;
import io.facegan.data.ImageBatch;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.util.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** The values that TensorBoard's dashboards show. */
final class Summaries {
  static Summary.Value scalar(String tag, double value) {
    return Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value).build();
  }

  /**
   * Returns a grid of images.
   *
   * @param columns 0 for a near-square one
   */
  static Summary.Value images(String tag, ImageBatch images, int columns) {
    BufferedImage grid = ImageGrid.of(images, columns);
    try {
      return Summary.Value.newBuilder()
          .setTag(tag)
          .setImage(
              Summary.Image.newBuilder()
                  .setHeight(grid.getHeight())
                  .setWidth(grid.getWidth())
                  .setColorspace(grid.getRaster().getNumBands())
                  .setEncodedImageString(ByteString.copyFrom(PngEncoder.encode(grid))))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode a grid: " + e.getMessage(), e);
    }
  }

  /** Returns a text that the dashboard shows as it is, in lines. */
  static Summary.Value text(String name, String text) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_STRING)
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            // The dashboard reads Markdown, where indented lines are code.
            .addStringVal(ByteString.copyFromUtf8(text.strip().indent(4)))
            .build();
    return plugin("text", name + "/text_summary", ByteString.EMPTY, tensor);
  }

  /** Returns data of a plugin that keeps it in the metadata of a tensor that says nothing. */
  static Summary.Value plugin(String plugin, String tag, ByteString data) {
    TensorProto nothing =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(
                TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(1)))
            .addFloatVal(0)
            .build();
    return plugin(plugin, tag, data, nothing);
  }

  private static Summary.Value plugin(
      String plugin, String tag, ByteString data, TensorProto tensor) {
    return Summary.Value.newBuilder()
        .setTag(tag)
        .setTensor(tensor)
        .setMetadata(
            SummaryMetadata.newBuilder()
                .setPluginData(
                    SummaryMetadata.PluginData.newBuilder().setPluginName(plugin).setContent(data)))
        .build();
  }

  private Summaries() {}
}
