package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.util.JavaCommand;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes without a home or a temporary folder, as a container's unknown user has them. */
class NoHomeTest {
  @TempDir private Path folder;

  @BeforeEach
  void images() throws Exception {
    Cli.images(folder.resolve("pics"), 2);
    Files.createDirectory(folder.resolve("tmp"));
  }

  @Test
  void noHome_leavesNothingInTheCurrentFolder() throws Exception {
    String said = train("-Duser.home=?", "-Djava.io.tmpdir=" + folder.resolve("tmp"));
    assertThat(said)
        .contains(
            "the home folder \"?\" cannot hold files: caches and native libraries are kept in ")
        .contains("trained 2 of 2 steps")
        .endsWith("code 0");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("pics", "tmp", "run", "said");
    File[] kept = folder.resolve("tmp").toFile().listFiles((tmp, name) -> name.startsWith("face"));
    assertThat(kept).hasSize(1);
    assertThat(kept[0].toPath().resolve(".cache/facegan")).isDirectory();
  }

  @Test
  void noTemporaryFolder_isSaidInOneLine() throws Exception {
    Path none = folder.resolve("none");
    String line =
        "facegan: there is no temporary folder: \"%s\" is no folder that can be written; make it,"
                .formatted(none)
            + " or name another when Java starts, with -Djava.io.tmpdir=DIR";
    assertThat(train("-Djava.io.tmpdir=" + none, "-Duser.home=?")).contains(line);
    assertThat(train("-Djava.io.tmpdir=" + none, "--no-cache")).contains(line).endsWith("code 1");
  }

  /** Trains in a process of its own; options that begin with -D are Java's. */
  private String train(String... options) throws Exception {
    List<String> ofJava = List.of(options).stream().filter(o -> o.startsWith("-D")).toList();
    List<String> javas = new ArrayList<>(ofJava);
    // Unpacking them anew would take half a minute.
    javas.add(
        "-Dorg.bytedeco.javacpp.cachedir="
            + System.getProperty(
                "org.bytedeco.javacpp.cachedir",
                System.getProperty("user.home") + "/.javacpp/cache"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                ("train --images pics --networks fully-connected --size 8 --batch 2 --steps 2"
                        + " --no-progress --run run")
                    .split(" ")));
    List.of(options).stream().filter(o -> !o.startsWith("-D")).forEach(arguments::add);
    Path said = folder.resolve("said");
    ProcessBuilder builder =
        new ProcessBuilder(JavaCommand.quick(javas, Main.class, arguments))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().keySet().removeAll(List.of("HOME", "XDG_CACHE_HOME", "FACEGAN_CACHE"));
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return Files.readString(said) + "code " + process.exitValue();
  }
}
