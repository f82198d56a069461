package io.facegan.metric;

/**
 * How much generated images are like real ones in the features of a model that the user brought.
 *
 * @param generated how many generated images were compared
 * @param reals how many real ones they were compared with
 * @param features how many numbers the model gives for an image
 * @param likeness of the generated images
 * @param likenessReals the same figures of as many other real images
 */
public record FeatureLikeness(
    int generated, int reals, int features, Likeness likeness, Likeness likenessReals) {}
