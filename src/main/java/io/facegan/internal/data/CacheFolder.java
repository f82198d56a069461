package io.facegan.internal.data;

import io.facegan.internal.util.GivenPath;
import io.facegan.internal.util.UserHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Where packed images are kept from one training to the next; nowhere if the folder is null. A user
 * who chose the folder wants to hear if it cannot be used.
 */
public record CacheFolder(Path folder, boolean chosen) {
  /** Names the folder for all programs of a user. */
  static final String VARIABLE = "FACEGAN_CACHE";

  public static final CacheFolder NONE = new CacheFolder(null, false);

  public static CacheFolder in(Path folder) {
    return new CacheFolder(folder, true);
  }

  /** The place for such files on this system: of {@link #VARIABLE}, else of the user. */
  public static CacheFolder systemDefault() {
    UserHome.prepare();
    return new CacheFolder(systemDefault(System.getenv(), System.getProperty("os.name")), false);
  }

  static Path systemDefault(Map<String, String> environment, String system) {
    if (isSet(environment, VARIABLE)) {
      return GivenPath.parse(environment.get(VARIABLE));
    }
    Path home = Path.of(System.getProperty("user.home"));
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve("Library/Caches/facegan");
    }
    if (name.startsWith("windows") && isSet(environment, "LOCALAPPDATA")) {
      return Path.of(environment.get("LOCALAPPDATA"), "facegan", "cache");
    }
    // Its specification has relative ones ignored.
    return isSet(environment, "XDG_CACHE_HOME")
            && GivenPath.isAbsolute(environment.get("XDG_CACHE_HOME"))
        ? Path.of(environment.get("XDG_CACHE_HOME"), "facegan")
        : home.resolve(".cache/facegan");
  }

  public PackStore open(Consumer<String> notes, LongConsumer progress) {
    if (folder == null) {
      return PackStore.temporary(notes, progress);
    }
    if (!chosen) {
      try {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
          throw new IOException("it cannot be written");
        }
      } catch (IOException e) {
        // The user did not choose this folder, so it may fail with a note.
        notes.accept(
            "packed images cannot be kept in %s (%s) and will be packed again next time: set %s"
                .formatted(folder, e.getMessage(), VARIABLE));
        return PackStore.temporary(notes, progress);
      }
    }
    return PackStore.in(folder, notes, progress);
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return environment.get(name) != null && !environment.get(name).isBlank();
  }
}
