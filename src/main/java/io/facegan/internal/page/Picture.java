package io.facegan.internal.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Base64;

/**
 * An image of the page, encoded.
 *
 * @param step of a grid, -1 of real images
 * @param words what it shows
 * @param type its media type: {@code image/jpeg} or {@code image/png}
 * @param bytes the encoded file, not to be changed
 */
public record Picture(
    long step,
    String words,
    int width,
    int height,
    @JsonIgnore String type,
    @JsonIgnore byte[] bytes) {
  /** Returns it as an address that holds the image itself. */
  public String dataUri() {
    return "data:%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(bytes));
  }
}
