/**
 * Internal: writes generators as ONNX models. Not public API.
 *
 * <p>An ONNX file is one protobuf message. The classes named {@code Onnx...} are its parts, each
 * with the numbers of its fields, over {@link io.facegan.internal.export.onnx.ProtoMessage}. They
 * are not generated, because generated classes run with few versions of the protobuf library, and
 * which version there is, TensorFlow and the user's other libraries decide. {@link
 * io.facegan.internal.export.onnx.GeneratorGraph} says which operators make a layer.
 */
package io.facegan.internal.export.onnx;
