package io.facegan.image;

/** Properties of an image that affect how it is converted, for reports. */
public enum ImageTrait {
  /** One channel: the same value becomes red, green and blue. */
  GREY("grey"),
  /** Indexed colours: each is looked up. */
  PALETTE("palette"),
  /** Partly or wholly transparent pixels: blended with the background colour. */
  ALPHA("with transparency"),
  /** CMYK colours: converted to RGB. */
  CMYK("CMYK"),
  /** More than 8 bits per channel: rounded to 8. */
  DEEP("16 bits per channel"),
  /** An EXIF orientation other than upright: rotated or mirrored accordingly. */
  TURNED("turned by its EXIF tag"),
  /** An animation or several pages: the first frame is used. */
  FIRST_OF_SEVERAL("several frames, the first is used"),
  /** The file name claims another format than the content has; the content decides. */
  MISNAMED("named as another format");

  private final String description;

  ImageTrait(String description) {
    this.description = description;
  }

  /** Returns a phrase that can follow a number of images. */
  public String description() {
    return description;
  }
}
