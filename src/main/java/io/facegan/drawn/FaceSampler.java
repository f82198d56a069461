package io.facegan.drawn;

import io.facegan.drawn.FaceTraits.Beard;
import io.facegan.drawn.FaceTraits.Brows;
import io.facegan.drawn.FaceTraits.Eyes;
import io.facegan.drawn.FaceTraits.Glasses;
import io.facegan.drawn.FaceTraits.Hair;
import io.facegan.drawn.FaceTraits.HairStyle;
import io.facegan.drawn.FaceTraits.Head;
import io.facegan.drawn.FaceTraits.Mouth;
import io.facegan.drawn.FaceTraits.Nose;
import io.facegan.drawn.FaceTraits.Pose;
import io.facegan.drawn.FaceTraits.Scene;
import io.facegan.drawn.FaceTraits.Skin;
import io.facegan.internal.util.SplitMix;
import java.awt.Color;
import java.util.List;

/** Samples a plausible combination of traits for one face. */
final class FaceSampler {
  private static final List<HairStyle> LONGER =
      List.of(
          HairStyle.LONG,
          HairStyle.LONG,
          HairStyle.LONG_FRINGE,
          HairStyle.LONG_CURLY,
          HairStyle.BOB,
          HairStyle.BUN,
          HairStyle.SIDE_PART);
  private static final List<HairStyle> SHORTER =
      List.of(
          HairStyle.SHORT,
          HairStyle.SHORT,
          HairStyle.SIDE_PART,
          HairStyle.QUIFF,
          HairStyle.FRINGE,
          HairStyle.CURLY,
          HairStyle.BUZZ,
          HairStyle.BALD);

  private final SplitMix random;
  private final boolean feminine;
  private final double age;

  private FaceSampler(SplitMix random) {
    this.random = random;
    feminine = random.chance(0.5);
    age = random.between(0, 1);
  }

  static FaceTraits sample(long seed, long index) {
    return new FaceSampler(new SplitMix(seed, index)).traits();
  }

  private FaceTraits traits() {
    double depth = random.between(0, 1);
    Color tone = FacePalette.skin(depth);
    Color hairColour = FacePalette.hair(random, depth, age);
    Skin skin = new Skin(tone, random.between(0.08, feminine ? 0.34 : 0.2), age);
    Head head = head();
    Hair hair = hair(hairColour);
    Eyes eyes = eyes(depth, hairColour);
    Nose nose = new Nose(random.around(0.588, 0.632), random.around(0.034, 0.054));
    return new FaceTraits(
        skin, head, hair, eyes, nose, mouth(tone), beard(), glasses(), pose(), scene());
  }

  private Head head() {
    double cheek = random.around(0.245, 0.295);
    double jaw = cheek * (feminine ? random.around(0.7, 0.84) : random.around(0.78, 0.93));
    return new Head(
        cheek,
        jaw,
        feminine ? random.around(0.05, 0.1) : random.around(0.08, 0.15),
        random.around(0.12, 0.165),
        random.around(0.845, 0.9),
        random.around(0.04, 0.055));
  }

  private Hair hair(Color colour) {
    return new Hair(
        random.pick(feminine ? LONGER : SHORTER),
        colour,
        random.around(0.225, 0.29),
        random.between(0.025, 0.07),
        random.between(-0.8, 0.8),
        random.nextLong());
  }

  private Eyes eyes(double depth, Color hairColour) {
    Color brows = Tint.mix(Tint.darker(hairColour, 0.35), FacePalette.UMBER, 0.3);
    return new Eyes(
        FacePalette.iris(random, depth),
        random.around(0.425, 0.45),
        random.around(0.112, 0.138),
        random.around(0.054, 0.068),
        random.around(0.44, 0.7),
        random.around(-0.008, 0.014),
        random.around(-0.35, 0.35),
        random.around(-0.15, 0.15),
        feminine,
        new Brows(
            random.around(0.052, 0.078),
            feminine ? random.around(0.008, 0.015) : random.around(0.012, 0.022),
            random.between(0, 0.024),
            brows));
  }

  private Mouth mouth(Color tone) {
    Color natural = Tint.mix(Tint.darker(tone, 0.12), FacePalette.ROSE, 0.34);
    boolean painted = feminine && random.chance(0.45);
    Color lips = painted ? Tint.mix(natural, random.pick(FacePalette.LIPSTICK), 0.65) : natural;
    double smile = random.between(-0.15, 1);
    double open = smile > 0.3 && random.chance(0.5) ? random.between(0.4, 1) : 0;
    return new Mouth(
        random.around(0.705, 0.73),
        random.around(0.078, 0.115),
        feminine ? random.around(0.9, 1.4) : random.around(0.6, 1.05),
        smile,
        open,
        lips);
  }

  private Beard beard() {
    if (feminine || random.chance(0.5)) {
      return Beard.NONE;
    }
    return random.pick(
        List.of(Beard.STUBBLE, Beard.STUBBLE, Beard.MOUSTACHE, Beard.GOATEE, Beard.FULL));
  }

  private Glasses glasses() {
    double draw = random.between(0, 1);
    if (draw > 0.24) {
      return Glasses.NONE;
    }
    return draw < 0.11 ? Glasses.ROUND : draw < 0.2 ? Glasses.SQUARE : Glasses.SUN;
  }

  private Pose pose() {
    return new Pose(
        random.around(-0.025, 0.025),
        random.around(-0.02, 0.02),
        random.around(-0.11, 0.11),
        random.around(-1, 1),
        random.around(0.96, 1.08));
  }

  private Scene scene() {
    Color backdrop = FacePalette.backdrop(random);
    return new Scene(
        Tint.lighter(backdrop, random.between(0, 0.35)),
        Tint.darker(backdrop, random.between(0.1, 0.5)),
        FacePalette.clothes(random),
        random.pick(FacePalette.FRAMES),
        random.chance(0.5) ? random.between(-1, -0.3) : random.between(0.3, 1),
        random.between(0.08, 0.34));
  }
}
