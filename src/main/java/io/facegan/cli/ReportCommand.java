package io.facegan.cli;

import io.facegan.internal.page.PageData;
import io.facegan.internal.page.ReportPage;
import io.facegan.internal.page.RunReport;
import io.facegan.internal.util.OutputPlaces;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "report",
    header = "Writes a web page on a run, or on several side by side.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan report RUN... [--out FILE]",
    description = {
      "%nShows what is trained, how far it is, curves, sample grids over time, what the guards saw"
          + " and what was skipped. Of several runs, lays the curves over each other, shows the"
          + " faces of the same seeds, and lists the options that differ. The page is one file that"
          + " needs no network. A training writes that of its own run with each grid.%n"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  facegan report runs/first",
      "  facegan report runs/first runs/second --out compared.html"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "Run folders that \"train\" wrote.")
  private List<Path> runs;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The page, which replaces an existing one. (default: report.html in the run folder, in the"
              + " current one for several runs)")
  private Path out;

  @Override
  public Integer call() {
    Path file = file();
    PageData data = PageData.read(runs);
    OutputPlaces.makeFolderOf(file);
    new ReportPage(data).write(file);
    data.notes().forEach(note -> spec.commandLine().getErr().println("facegan: " + note));
    spec.commandLine().getOut().println("wrote " + file);
    return ExitCode.OK;
  }

  private Path file() {
    if (out == null) {
      return runs.size() == 1 ? runs.get(0).resolve(RunReport.NAME) : Path.of(RunReport.NAME);
    }
    HtmlFile.check(spec, "--out", out);
    return out;
  }
}
