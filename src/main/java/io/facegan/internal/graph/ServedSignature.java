package io.facegan.internal.graph;

import java.util.List;

/** One thing that a served model can be asked for: what must be fed, and what comes back. */
public record ServedSignature(
    String name, String meaning, List<ServedTensor> inputs, List<ServedTensor> outputs) {}
