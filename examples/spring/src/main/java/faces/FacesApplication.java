package faces;

import io.facegan.FaceGenerator;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.converter.BufferedImageHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Draws the face of a seed. One generator serves all requests, and is closed with the program. */
@SpringBootApplication
public class FacesApplication {
  public static void main(String[] args) {
    SpringApplication.run(FacesApplication.class, args);
  }

  @Bean
  FaceGenerator generator(@Value("${model:../../savedmodels/portrait-64}") Path model) {
    return FaceGenerator.load(model);
  }

  @Bean
  HttpMessageConverter<BufferedImage> png() {
    return new BufferedImageHttpMessageConverter();
  }

  @RestController
  record Faces(FaceGenerator generator) {
    @GetMapping(path = "/faces/{seed}.png", produces = MediaType.IMAGE_PNG_VALUE)
    BufferedImage face(@PathVariable long seed) {
      return generator.generate(seed);
    }
  }
}
