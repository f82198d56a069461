package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.runtime.Devices;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/** What is left out of graphs so that older versions of TensorFlow take them. */
class DefaultAttributesTest {
  private static final NodeDef PRODUCT =
      NodeDef.newBuilder()
          .setName("product")
          .setOp("MatMul")
          .putAttr("T", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
          .putAttr("transpose_a", AttrValue.newBuilder().setB(false).build())
          .putAttr("transpose_b", AttrValue.newBuilder().setB(true).build())
          .build();

  @BeforeAll
  static void load() {
    Devices.tensorFlow();
  }

  @Test
  void attributesWithTheirDefault_areLeftOut() {
    GraphDef stripped = DefaultAttributes.strip(GraphDef.newBuilder().addNode(PRODUCT).build());
    assertThat(stripped.getNode(0).getAttrMap()).containsOnlyKeys("T", "transpose_b");
    assertThat(stripped.getNode(0).getName()).isEqualTo("product");
  }

  @Test
  void functions_areStrippedToo() {
    GraphDef.Builder graph = GraphDef.newBuilder();
    graph.getLibraryBuilder().addFunction(FunctionDef.newBuilder().addNodeDef(PRODUCT));
    GraphDef stripped = DefaultAttributes.strip(graph.build());
    assertThat(stripped.getLibrary().getFunction(0).getNodeDef(0).getAttrMap())
        .containsOnlyKeys("T", "transpose_b");
  }

  @Test
  void operationsThatAreUnknown_stay() {
    NodeDef unknown = PRODUCT.toBuilder().setOp("OfAnotherLibrary").build();
    GraphDef graph = GraphDef.newBuilder().addNode(unknown).build();
    assertThat(DefaultAttributes.strip(graph).getNodeList()).containsExactly(unknown);
    assertThat(DefaultAttributes.operations(graph).getOpList()).isEmpty();
  }

  @Test
  void definitions_areThoseOfTheGraphOnceEach() {
    GraphDef graph =
        GraphDef.newBuilder()
            .addNode(PRODUCT)
            .addNode(PRODUCT.toBuilder().setName("other"))
            .addNode(NodeDef.newBuilder().setName("x").setOp("Identity"))
            .build();
    assertThat(DefaultAttributes.operations(graph).getOpList())
        .extracting(OpDef::getName)
        .containsExactly("Identity", "MatMul");
  }
}
