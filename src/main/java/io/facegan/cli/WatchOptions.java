package io.facegan.cli;

import io.facegan.internal.watch.Place;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a training can be watched in a browser, for the commands that train. */
final class WatchOptions {
  static final String ADDRESS =
      "An address of this machine by which others may open the page too, or 0.0.0.0 for all"
          + " (default: none).";

  private static final int LAST_PORT = 65_535;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--watch",
      paramLabel = "PORT",
      arity = "0..1",
      preprocessor = PortIfThere.class,
      description = {
        "Serve the run's page on this machine, with new values as they come and a button that"
            + " stops the training; the link is shown. 0 takes any free port",
        "(default: " + Place.DEFAULT_PORT + ", or any other if that is taken)"
      })
  private String port;

  @Option(names = "--watch-address", paramLabel = "ADDRESS", description = ADDRESS)
  private String address;

  /** Refuses what cannot be understood. */
  void check() {
    if (address != null && port == null) {
      throw new ParameterException(
          command.commandLine(),
          "--watch-address %s is for --watch: give that too, or leave this out".formatted(address));
    }
    place();
  }

  /** Returns where to listen, or null if nobody wants to watch. */
  Place place() {
    return port == null ? null : place(command, "--watch", port, address);
  }

  static Place place(CommandSpec command, String option, String port, String address) {
    if (address != null && address.isBlank()) {
      throw new ParameterException(
          command.commandLine(),
          "--watch-address is empty: give an address of this machine, or leave it out");
    }
    if (port.isEmpty()) {
      return new Place(address, Place.DEFAULT_PORT, false);
    }
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > LAST_PORT) {
      throw new ParameterException(
          command.commandLine(),
          "%s is \"%s\": give a port from 0 to %d".formatted(option, port, LAST_PORT));
    }
    return new Place(address, Integer.parseInt(port), true);
  }

  /** Takes the next argument for the port only if it is a number, and no run folder. */
  static final class PortIfThere implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> args, CommandSpec commandSpec, ArgSpec argSpec, Map<String, Object> info) {
      boolean attached = "=".equals(info.get("separator"));
      if (!attached && (args.isEmpty() || !args.peek().matches("\\d+"))) {
        args.push("");
      }
      return false;
    }
  }
}
