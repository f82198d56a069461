package io.facegan.internal.graph;

/**
 * A variable of a served model, with the operations that TensorFlow's own loaders look for.
 *
 * @param handle the name of its tensor
 * @param initializer the name of the operation that gives it a first value
 * @param initialValue the name of the tensor with that value
 * @param read the name of the tensor with its value
 * @param trained whether training changes it by gradients
 */
public record ServedVariable(
    String handle, String initializer, String initialValue, String read, boolean trained) {}
