package io.facegan.cli;

import io.facegan.internal.train.RunFolder;
import io.facegan.internal.watch.Phase;
import io.facegan.internal.watch.Place;
import io.facegan.internal.watch.Watch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "watch",
    header = "Serves the page of a run, with new values as they come.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan watch RUN [--port N] [OPTIONS]",
    description =
        "%nShows a run in a browser until Ctrl-C, also one that another process trains. To stop a"
            + " training from its page, begin it by \"train --watch\".%n",
    footerHeading = "%nExample:%n",
    footer = "  facegan watch runs/first")
final class WatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run folder that \"train\" wrote.")
  private Path run;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = {
        "The port, 0 for any that is free",
        "(default: " + Place.DEFAULT_PORT + ", or any other if that is taken)"
      })
  private String port;

  @Option(names = "--watch-address", paramLabel = "ADDRESS", description = WatchOptions.ADDRESS)
  private String address;

  @Override
  public Integer call() {
    var place = WatchOptions.place(spec, "--port", port == null ? "" : port, address);
    PrintWriter out = spec.commandLine().getOut();
    // Refuses what is no run before a port is taken.
    RunFolder.open(run).options();
    try (Watch watch =
        Watch.open(place, run, this::phase, null, spec.commandLine().getErr()::println)) {
      out.println("watch it at " + watch.link() + " (Ctrl-C ends this)");
      out.flush();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private Phase phase() {
    return RunFolder.isTrained(run) ? Phase.ELSEWHERE : Phase.IDLE;
  }
}
