/** Catch what you can mend: {@link io.facegan.error.FaceGanException}, whose message says how. */
package io.facegan.error;
