/**
 * Internal: images on their way to the network and out of it. A collection is decoded and framed
 * once into bytes of one shape ({@link io.facegan.internal.data.PackedImages}), kept for the next
 * training ({@link io.facegan.internal.data.PackStore}), and dealt out in shuffled batches ({@link
 * io.facegan.internal.data.ShuffledBatches}).
 */
package io.facegan.internal.data;
