package io.facegan.internal.runtime;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.KernelList;
import org.tensorflow.proto.NodeDef;

/** What TensorFlow's natives say that they could compute on a GPU; there need be none. */
public final class RegisteredKernels {
  private static final Map<String, List<KernelDef>> KERNELS = new HashMap<>();

  /** Whether there is a kernel for GPUs for an operation with its types. */
  public static boolean serveOnGpu(NodeDef node) {
    return kernels(node.getOp()).stream().anyMatch(kernel -> serves(kernel, node));
  }

  private static boolean serves(KernelDef kernel, NodeDef node) {
    return (kernel.getDeviceType().equals("GPU") || kernel.getDeviceType().equals("DEFAULT"))
        && kernel.getConstraintList().stream()
            .allMatch(
                constraint ->
                    constraint
                        .getAllowedValues()
                        .getList()
                        .getTypeList()
                        .contains(node.getAttrOrThrow(constraint.getName()).getType()));
  }

  private static List<KernelDef> kernels(String operation) {
    return KERNELS.computeIfAbsent(operation, RegisteredKernels::query);
  }

  @SuppressWarnings("try") // the scope frees what is made in it
  private static List<KernelDef> query(String operation) {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Buffer buffer = tensorflow.TF_GetRegisteredKernelsForOp(operation, status);
      status.throwExceptionIfNotOK();
      return KernelList.parseFrom(buffer.copyData()).getKernelList();
    } catch (InvalidProtocolBufferException damaged) {
      throw new AssertionError(operation, damaged);
    }
  }

  private RegisteredKernels() {}
}
