package io.facegan;

import io.facegan.internal.graph.CallLimit;
import io.facegan.network.Normalization;

/**
 * How a model is exported.
 *
 * @param batchNorm the form that the generator draws in
 * @param averaged whether it has the average of its weights
 * @param trainable whether a SavedModel can be trained further
 * @param limit of a SavedModel's calls
 */
record ExportForm(Normalization batchNorm, boolean averaged, boolean trainable, CallLimit limit) {
  ExportForm withBatchNorm(Normalization form) {
    return new ExportForm(form, averaged, trainable, limit);
  }

  ExportForm withRawWeights() {
    return new ExportForm(batchNorm, false, trainable, limit);
  }

  ExportForm withTraining() {
    return new ExportForm(batchNorm, averaged, true, limit);
  }

  ExportForm withLimit(CallLimit most) {
    return new ExportForm(batchNorm, averaged, trainable, most);
  }
}
