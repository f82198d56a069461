package io.facegan.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/**
 * Keeps a copy of the chief's run folder in {@code run/} on a file system of Hadoop. What the copy
 * holds can always be resumed: nothing has its name before it is whole, and the other files are
 * copied before a checkpoint.
 */
final class RunCopy implements AutoCloseable {
  private static final String CHECKPOINTS = "checkpoints/";

  /** Of one machine and one training alone, or listed on their own. */
  private static final Set<String> LEFT = Set.of("lock", "watch-token", "checkpoints");

  private final FileSystem files;
  private final Path out;
  private final java.nio.file.Path local;

  /** Differs from that of a task that Spark gave up and that still writes. */
  private final String mark = ".unfinished-" + UUID.randomUUID();

  private Map<String, FileTime> copied = new HashMap<>();

  RunCopy(String out, java.nio.file.Path local, Configuration conf) throws IOException {
    this.out = new Path(out);
    this.local = local;
    // One of its own, so that the setting below is nobody else's.
    files = FileSystem.newInstance(this.out.toUri(), conf);
    // On a local disk they would lie among the files of the run and the model.
    files.setWriteChecksum(false);
  }

  /** Copies the run back, if there is one, to the local folder, which is not there yet. */
  void restore() throws IOException {
    for (String folder : new String[] {"", "run/", "run/" + CHECKPOINTS}) {
      FileStatus[] left = files.globStatus(new Path(out, folder + ".*.unfinished-*"));
      for (FileStatus each : left == null ? new FileStatus[0] : left) {
        files.delete(each.getPath(), true);
      }
    }
    if (files.exists(new Path(out, "run/options.json"))) {
      files.copyToLocalFile(false, new Path(out, "run"), new Path(local.toUri()), true);
      copied = changes();
    }
  }

  /** Copies everything new if there is a new checkpoint; returns whether there was. */
  boolean copyIfCheckpointed() throws IOException {
    boolean found = changes().keySet().stream().anyMatch(name -> name.startsWith(CHECKPOINTS));
    if (found) {
      copy();
    }
    return found;
  }

  /** Copies everything new. */
  void copy() throws IOException {
    // The checkpoints last, and listed before: the other files are at least as new.
    for (Map.Entry<String, FileTime> each : changes().entrySet()) {
      try {
        put(local.resolve(each.getKey()), "run/" + each.getKey(), each.getValue());
        copied.put(each.getKey(), each.getValue());
      } catch (FileNotFoundException | NoSuchFileException gone) {
        // The training has removed or replaced it meanwhile: the next copy has what came of it.
        copied.remove(each.getKey());
      }
    }
    Path checkpoints = new Path(out, "run/" + CHECKPOINTS);
    if (files.exists(checkpoints)) {
      for (FileStatus each : files.listStatus(checkpoints)) {
        String name = CHECKPOINTS + each.getPath().getName();
        if (!Files.exists(local.resolve(name))) {
          files.delete(each.getPath(), true);
          copied.remove(name);
        }
      }
    }
  }

  /** Copies a finished model in the place of an earlier one. */
  void model(java.nio.file.Path model) throws IOException {
    put(model, "model", Files.getLastModifiedTime(model));
  }

  /** Returns the files and folders that are new or other than copied, the checkpoints last. */
  private Map<String, FileTime> changes() throws IOException {
    Map<String, FileTime> found = new LinkedHashMap<>();
    for (String folder : new String[] {"", CHECKPOINTS}) {
      if (!Files.isDirectory(local.resolve(folder))) {
        continue;
      }
      try (Stream<java.nio.file.Path> all = Files.list(local.resolve(folder))) {
        for (java.nio.file.Path each : all.toList()) {
          String name = each.getFileName().toString();
          if (!name.startsWith(".") && !LEFT.contains(name) && Files.exists(each)) {
            found.put(folder + name, Files.getLastModifiedTime(each));
          }
        }
      }
    }
    found.entrySet().removeIf(each -> each.getValue().equals(copied.get(each.getKey())));
    return found;
  }

  private void put(java.nio.file.Path from, String name, FileTime modified) throws IOException {
    Path to = new Path(out, name);
    Path unfinished = new Path(to.getParent(), "." + to.getName() + mark);
    try {
      files.mkdirs(to.getParent());
      files.copyFromLocalFile(false, true, new Path(from.toUri()), unfinished);
      if (Files.isDirectory(from)) {
        if (!modified.equals(Files.getLastModifiedTime(from))) {
          throw new NoSuchFileException(from.toString());
        }
        files.delete(to, true);
      }
      FileContext.getFileContext(files.getUri(), files.getConf())
          .rename(unfinished, to, Rename.OVERWRITE);
    } finally {
      files.delete(unfinished, true);
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
