package io.facegan.internal.export;

import com.google.protobuf.ByteString;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.internal.graph.ServingSession;
import io.facegan.internal.inference.ModelFormat;
import io.facegan.internal.inference.ProtoShapes;
import java.util.List;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.VariableDef;

/**
 * The {@code saved_model.pb} of a served GAN, with all fields that TensorFlow's Python exporter
 * sets, so that loaders of all versions and languages accept it. TensorFlow Java's exporter omits
 * the versions of the schema and of TensorFlow and the collections of variables, and writes
 * attributes that older versions refuse.
 */
final class MetaGraph {
  private static final long SCHEMA_VERSION = 1;
  private static final String METHOD = "tensorflow/serving/predict";

  private final ServingSession model;

  private MetaGraph(ServingSession model) {
    this.model = model;
  }

  static SavedModel of(ServingSession model) {
    return new MetaGraph(model).savedModel();
  }

  private SavedModel savedModel() {
    GraphDef graph = DefaultAttributes.strip(model.session().graph().toGraphDef());
    MetaGraphDef.Builder meta = MetaGraphDef.newBuilder().setGraphDef(graph).setSaverDef(saver());
    meta.getMetaInfoDefBuilder()
        .addTags(ModelFormat.TAG)
        .setTensorflowVersion(TensorFlow.version())
        .setStrippedDefaultAttrs(true)
        .setStrippedOpList(DefaultAttributes.operations(graph));
    for (ServedSignature signature : model.signatures()) {
      meta.putSignatureDef(signature.name(), signature(signature));
    }
    List<ServingSession.Variable> variables = model.variables();
    meta.putCollectionDef("variables", collection(variables));
    meta.putCollectionDef(
        "trainable_variables",
        collection(variables.stream().filter(ServingSession.Variable::trained).toList()));
    return SavedModel.newBuilder()
        .setSavedModelSchemaVersion(SCHEMA_VERSION)
        .addMetaGraphs(meta)
        .build();
  }

  private static SaverDef saver() {
    return SaverDef.newBuilder()
        .setFilenameTensorName("save/filename:0")
        .setSaveTensorName("save/control_dependency:0")
        .setRestoreOpName("save/restore_all")
        .setMaxToKeep(1)
        .setVersion(SaverDef.CheckpointFormatVersion.V2)
        .build();
  }

  private static SignatureDef signature(ServedSignature signature) {
    SignatureDef.Builder built = SignatureDef.newBuilder().setMethodName(METHOD);
    signature.inputs().forEach(input -> built.putInputs(input.name(), tensor(input)));
    signature.outputs().forEach(output -> built.putOutputs(output.name(), tensor(output)));
    return built.build();
  }

  private static TensorInfo tensor(ServedSignature.Tensor served) {
    var output = served.operand().asOutput();
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(DataType.forNumber(output.dataType().getNumber()))
        .setTensorShape(ProtoShapes.of(output.shape()))
        .build();
  }

  private static CollectionDef collection(List<ServingSession.Variable> variables) {
    CollectionDef.Builder collection = CollectionDef.newBuilder();
    for (ServingSession.Variable variable : variables) {
      ByteString definition =
          VariableDef.newBuilder()
              .setVariableName(variable.handle())
              .setInitializerName(variable.initializer())
              .setInitialValueName(variable.initialValue())
              .setSnapshotName(variable.read())
              .setIsResource(true)
              .setTrainable(variable.trained())
              .build()
              .toByteString();
      collection.getBytesListBuilder().addValue(definition);
    }
    return collection.build();
  }
}
