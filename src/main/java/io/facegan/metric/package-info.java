/**
 * What generated pictures look like beside real ones, in numbers: {@link
 * io.facegan.metric.Reference} is prepared once with real pictures and then compares generated ones
 * with them, which gives {@link io.facegan.metric.ImageDiagnostics}; {@link
 * io.facegan.metric.Verdict} says whether they differ enough from each other. These are public API.
 *
 * <p>All of it is computed from the pixels, without a network that was trained on other pictures,
 * so comparing takes a fraction of a second and needs nothing downloaded. The same pictures give
 * the same bits on every machine and from any thread. What the measures come from:
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
package io.facegan.metric;
