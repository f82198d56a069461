package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are killed again and again end with the bits of runs that were not. */
@Tag("stress")
@DisabledOnOs(OS.WINDOWS)
class KillTest {
  private static final int KILLS = Integer.getInteger("stress.kills", 100);
  private static final long SEED = Long.getLong("stress.seed", System.nanoTime());

  @TempDir private static Path temp;
  private static Path zip;

  @BeforeAll
  static void writeImages() throws Exception {
    zip = ImageZip.write(temp.resolve("faces.zip"), 24);
    System.out.println("stress: -Dstress.seed=" + SEED + " draws these moments again");
  }

  @ParameterizedTest
  @EnumSource
  void run_killedAgainAndAgain_endsAsAnUnbrokenOne(Variant variant) throws Exception {
    Path folder = Files.createDirectory(temp.resolve(variant.name()));
    RunContents unbroken = RunContents.of(run(variant, folder, new Tally(), 0));
    assertThat(unbroken.metrics()).isNotEmpty();
    long rollBacks =
        unbroken.metrics().stream().filter(line -> line.contains("\"rolled-back\"")).count();
    assertThat(rollBacks > 0).isEqualTo(variant == Variant.ROLLED_BACK);
    int variants = Variant.values().length;
    int kills = (KILLS + variants - 1) / variants;
    Tally tally = new Tally();
    int runs = 0;
    while (tally.kills() < kills) {
      RunContents broken = RunContents.of(run(variant, folder, tally, kills));
      runs++;
      if (variant == Variant.TERMINATED) {
        unbroken.assertContinued(broken);
      } else {
        unbroken.assertSame(broken);
      }
    }
    Figures.report(
        "KillTest " + variant,
        "%s; roll-backs: %d; runs: %d, all with the bits of an unbroken one",
        tally,
        rollBacks,
        runs);
  }

  private static Path run(Variant variant, Path folder, Tally tally, int kills) throws Exception {
    Path own = Files.createTempDirectory(folder, "run");
    Random random = new Random(SEED + 31L * tally.kills() + variant.ordinal());
    return new BrokenRun(variant, own, zip, random, tally).go(kills);
  }
}
