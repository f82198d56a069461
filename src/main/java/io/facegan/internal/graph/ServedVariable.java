package io.facegan.internal.graph;

/**
 * A variable of a served model, by the names of its tensor and of the operations that TensorFlow's
 * own loaders look for.
 *
 * @param trained whether training changes it by gradients
 */
public record ServedVariable(
    String handle, String initializer, String initialValue, String read, boolean trained) {}
