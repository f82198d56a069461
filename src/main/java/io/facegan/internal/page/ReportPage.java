package io.facegan.internal.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.FileSums;
import io.facegan.internal.util.ResourceText;
import io.facegan.internal.util.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;

/** A page that shows one run or several, in one HTML file that needs nothing else. */
public final class ReportPage {
  private static final String SCRIPT = ResourceText.beside(ReportPage.class, "page.js");
  private static final String STYLE = ResourceText.beside(ReportPage.class, "page.css");

  /** The page of a file asks nobody. */
  private static final String FROM_FILE = "img-src data:";

  private static final String FROM_SERVER = "connect-src 'self'; img-src 'self' data:";

  private final PageData data;

  public ReportPage(PageData data) {
    this.data = data;
  }

  /**
   * What a server adds to the page of one run.
   *
   * @param bar HTML for {@code <div id="live">}; what is in it has to be escaped already
   * @param script JavaScript that runs after the page's own
   */
  public record Live(String bar, String script) {}

  /** Returns the page as a file that is opened from disk: it holds its images and asks nobody. */
  public String html() {
    return html(new Live("", ""), FROM_FILE);
  }

  /** Returns the page for a server: it may ask and be given images by where it comes from. */
  public String html(Live live) {
    return html(live, FROM_SERVER);
  }

  /** Writes the page for a file, in place of one that is there. */
  public void write(Path file) {
    byte[] html = html().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(html));
  }

  private String html(Live live, String sources) {
    ObjectNode json = data.tree(Picture::dataUri);
    String bare = PageData.bare(json);
    boolean alone = data.runs().size() == 1;
    ObjectNode shown = alone ? (ObjectNode) json.get("runs").get(0) : json;
    if (alone) {
      shown.set("charts", json.get("charts"));
      shown.put("layers", data.runs().get(0).options().networks().describe());
    } else {
      Comparison.addTo(json, data);
    }
    String body = new Template(Map.of()).fill(alone ? "run" : "several", shown);
    Map<String, String> raw =
        Map.of(
            "style",
            STYLE,
            "script",
            SCRIPT,
            "data",
            bare,
            "body",
            body,
            "live",
            live.bar(),
            "livescript",
            live.script());
    json.put(
        "policy",
        "default-src 'none'; style-src 'unsafe-inline'; script-src %s %s; %s"
            .formatted(hash(SCRIPT), hash(live.script()), sources));
    json.put("version", Version.current());
    json.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return new Template(raw).fill("page", json) + "\n";
  }

  private static String hash(String script) {
    byte[] sum = FileSums.sha256().digest(script.getBytes(StandardCharsets.UTF_8));
    return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(sum));
  }
}
