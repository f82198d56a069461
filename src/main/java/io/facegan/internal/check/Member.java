package io.facegan.internal.check;

import io.facegan.data.ImageBatch;
import java.util.Optional;

/**
 * A picture of a group of near-duplicates.
 *
 * @param name in the source, in one line
 * @param size as people write it
 * @param thumbnail for some pictures of the first groups, one small framed picture
 */
record Member(String name, String size, Optional<ImageBatch> thumbnail) {}
