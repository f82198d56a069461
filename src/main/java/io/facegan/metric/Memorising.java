package io.facegan.metric;

import java.awt.image.BufferedImage;

/**
 * Whether generated images are copies of real ones.
 *
 * @param generated how many generated images were looked at
 * @param reals how many real images they were searched for in, at most 10,000 of a collection
 * @param share of the generated images that are nearer to a real one than all but 1 in 100 real
 *     images are to the real image next to them: about 0.01 or less if nothing is copied, 1 if
 *     everything is; NaN if 1 in 100 real images is there twice, so that being that near to another
 *     says nothing
 * @param nearest the shortest distance of a generated image from a real one
 * @param nearestReals the distance from the next real image that 1 in 100 real ones is below
 * @param sheet pairs of a generated image and the real one that is nearest to it, four to a row,
 *     the nearest 16 pairs first and at most 64
 */
public record Memorising(
    int generated,
    int reals,
    double share,
    double nearest,
    double nearestReals,
    BufferedImage sheet) {}
