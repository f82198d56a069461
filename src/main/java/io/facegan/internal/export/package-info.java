/** Writes SavedModels, frozen graphs, web pages and ONNX models. */
package io.facegan.internal.export;
