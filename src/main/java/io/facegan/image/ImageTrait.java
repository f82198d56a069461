package io.facegan.image;

/** What is special about a picture, so that a report can say what was done with it. */
public enum ImageTrait {
  /** One channel: the same value becomes red, green and blue. */
  GREY("grey"),
  /** Colours by number: each is looked up. */
  PALETTE("palette"),
  /** Partly or wholly transparent pixels: laid on the background colour. */
  ALPHA("with transparency"),
  /** Inks instead of light: converted to RGB. */
  CMYK("CMYK"),
  /** More than 8 bits a channel: rounded to 8. */
  DEEP("16 bits a channel"),
  /** An EXIF orientation other than upright: turned or mirrored as it says. */
  TURNED("turned by its EXIF tag"),
  /** An animation or several pages: the first is taken. */
  FIRST_OF_SEVERAL("several frames, the first is used"),
  /** The name says another format than the content has: the content counts. */
  MISNAMED("named as another format");

  private final String words;

  ImageTrait(String words) {
    this.words = words;
  }

  /** Returns the trait in words, fit to follow a number of pictures. */
  public String words() {
    return words;
  }
}
