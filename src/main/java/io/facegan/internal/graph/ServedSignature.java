package io.facegan.internal.graph;

import java.util.List;

/**
 * One thing that a served model can be asked for.
 *
 * @param name of the signature
 * @param meaning what it does, in words
 * @param inputs all that must be fed
 * @param outputs what comes back
 */
public record ServedSignature(
    String name, String meaning, List<ServedTensor> inputs, List<ServedTensor> outputs) {}
