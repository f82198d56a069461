/**
 * Figures about images, computed from their pixels. {@link io.facegan.internal.metric.Reference} is
 * prepared once with real images and then compares generated ones with them.
 *
 * <p>No pretrained network is needed, so a comparison takes a fraction of a second. The same images
 * give the same bits on every machine and in any thread. The figures are based on:
 *
 * <ul>
 *   <li>diversity: Friedman and Dieng, <a href="https://arxiv.org/abs/2210.02410">The Vendi
 *       Score</a>, TMLR 2023, in the order 2 of Pasarkar and Dieng, <a
 *       href="https://arxiv.org/abs/2310.12952">Cousins of the Vendi Score</a>, AISTATS 2024;
 *   <li>distance: Karras, Aila, Laine and Lehtinen, <a
 *       href="https://arxiv.org/abs/1710.10196">Progressive Growing of GANs</a>, ICLR 2018, section
 *       5;
 *   <li>checkerboard: Odena, Dumoulin and Olah, <a
 *       href="https://distill.pub/2016/deconv-checkerboard/">Deconvolution and Checkerboard
 *       Artifacts</a>, Distill 2016.
 * </ul>
 */
package io.facegan.internal.metric;
