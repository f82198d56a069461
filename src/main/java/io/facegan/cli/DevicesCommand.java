package io.facegan.cli;

import io.facegan.internal.runtime.Devices;
import io.facegan.internal.runtime.GpuSupport;
import io.facegan.runtime.Device;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "devices",
    header = "Shows the devices for training, and what a GPU lacks.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan devices",
    description = {
      "%nAn NVIDIA GPU needs its driver, TensorFlow's natives for GPUs and the CUDA libraries; each"
          + " is checked, and a problem is reported with its remedy. The last check is a small"
          + " computation.",
      "The CUDA libraries come from the folder that -Dfacegan.cuda=DIR or the environment variable"
          + " FACEGAN_CUDA names, else from the class path, else from the system.%n"
    },
    footerHeading = "%nExample:%n",
    footer = {"  facegan devices"})
final class DevicesCommand implements Callable<Integer> {
  private static final String LINE = "%-22s %-8s %s%n";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(LINE, "TensorFlow", "ok", Devices.tensorFlow());
    out.printf(LINE, "CPU", "ok", Devices.processor());
    for (GpuSupport.Check check : GpuSupport.here().checks()) {
      out.printf(LINE, check.what(), check.good() ? "ok" : "problem", check.finding());
    }
    out.printf(
        "%n\"train --device auto\" computes on %s%n",
        Devices.choose(Device.AUTO, OptionalLong.empty()).words());
    return ExitCode.OK;
  }
}
