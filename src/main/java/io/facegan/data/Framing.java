package io.facegan.data;

import io.facegan.network.ImageShape;

/** How pictures of any size become pictures of the network's size. */
public enum Framing {
  /**
   * {@link #CENTRE_CROP} if both sides of the picture are less than twice the wanted ones, else
   * {@link #RESIZE_CROP}. So aligned CelebA photographs (178x218) are only cut for a network of
   * 128x128, and large photographs are scaled down rather than shown through a keyhole.
   */
  AUTO,

  /**
   * Cuts out the middle without scaling: {@code x0 = width / 2 - wantedWidth / 2} and {@code y0 =
   * height / 2 - wantedHeight / 2} in integers. A picture that is too small on either axis is first
   * enlarged (bicubic) until it just covers the wanted size.
   */
  CENTRE_CROP,

  /**
   * Scales the picture until it just covers the wanted size, then cuts off what stands over, the
   * same on both sides. Scaling down averages areas; scaling up is bicubic.
   */
  RESIZE_CROP;

  boolean cropsOnly(int width, int height, ImageShape shape) {
    boolean covers = width >= shape.width() && height >= shape.height();
    boolean near = width < 2L * shape.width() && height < 2L * shape.height();
    return covers && (this == CENTRE_CROP || (this == AUTO && near));
  }
}
