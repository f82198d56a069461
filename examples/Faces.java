///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS io.facegan:facegan:0.2.0
//DEPS org.tensorflow:tensorflow-core-native:1.1.0:linux-x86_64
//DEPS org.slf4j:slf4j-nop:2.0.20

import io.facegan.FaceGenerator;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws the face of a seed: {@code jbang examples/Faces.java savedmodels/portrait-64 7 face.png}.
 */
class Faces {
  public static void main(String[] args) throws Exception {
    try (FaceGenerator faces = FaceGenerator.load(Path.of(args[0]))) {
      ImageIO.write(faces.generate(Long.parseLong(args[1])), "png", Path.of(args[2]).toFile());
    }
  }
}
