/**
 * Writes generators as ONNX models.
 *
 * <p>An ONNX file is one protobuf message. The classes named {@code Onnx...} are its parts with
 * their field numbers, based on {@link io.facegan.internal.export.onnx.ProtoMessage}. They are not
 * generated: generated classes work with few versions of the protobuf library, and TensorFlow and
 * the user's other libraries determine that version. {@link
 * io.facegan.internal.export.onnx.GeneratorGraph} maps layers to operators.
 */
package io.facegan.internal.export.onnx;
