package io.facegan.latent;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The latent whose image is nearest to a photo, of all that were tried.
 *
 * <p>Distances are root mean squares of the differences between values, in levels of 255, over
 * several scales of the images, whose middle counts more than their corners. 0 is the same image.
 *
 * @param name of the photo
 * @param photo as it was compared: in the size of the model's images
 * @param image of the latent
 * @param latent as many values as the model's latents have, for {@code FaceGenerator.generate}
 * @param distance of the image from the photo
 * @param nearestRandom the distance of the nearest of 100 random faces from the photo
 * @param middleRandom the median of the distances of these faces
 * @param way images on the way of the search, from the random face at its start to {@code image}
 * @param like whether the image is like the photo: at less than 0.6 of the distance that random
 *     faces have, one of which is as near to the photo as they are to each other, and of a latent
 *     that is not far less likely than random ones. If not, the model knows no such face, the photo
 *     shows none, or shows it elsewhere than the model's images do
 */
public record Projection(
    String name,
    BufferedImage photo,
    BufferedImage image,
    float[] latent,
    double distance,
    double nearestRandom,
    double middleRandom,
    List<BufferedImage> way,
    boolean like) {}
