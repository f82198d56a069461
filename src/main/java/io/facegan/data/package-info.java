/**
 * Pictures on their way to the network: a collection is opened ({@link
 * io.facegan.data.ImageSources}) or painted ({@link io.facegan.drawn.DrawnFaces}), decoded and
 * framed once into bytes of one shape ({@link io.facegan.data.PackedImages}), and dealt out in
 * shuffled batches ({@link io.facegan.data.ShuffledBatches}). Most users need none of these: {@code
 * io.facegan.FaceGan} puts them together.
 */
package io.facegan.data;
