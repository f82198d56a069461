package faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class FacesTest {
  @Autowired private TestRestTemplate http;

  @Test
  void seed_isAPng() throws Exception {
    ResponseEntity<byte[]> face = http.getForEntity("/faces/7.png", byte[].class);
    assertThat(face.getStatusCode()).isEqualTo(HttpStatus.OK);
    assertThat(face.getHeaders().getContentType()).isEqualTo(MediaType.IMAGE_PNG);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(face.getBody()));
    assertThat(image.getWidth()).isEqualTo(64);
    assertThat(http.getForObject("/faces/7.png", byte[].class)).isEqualTo(face.getBody());
    assertThat(http.getForObject("/faces/8.png", byte[].class)).isNotEqualTo(face.getBody());
  }

  @Test
  void wordForASeed_isABadRequest() {
    assertThat(http.getForEntity("/faces/who.png", String.class).getStatusCode())
        .isEqualTo(HttpStatus.BAD_REQUEST);
  }
}
