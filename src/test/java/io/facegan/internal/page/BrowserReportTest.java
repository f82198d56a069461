package io.facegan.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.export.BrowserPage;
import io.facegan.internal.export.Chromium;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run in a browser. */
class BrowserReportTest {
  @TempDir private Path temp;
  private BrowserPage page;

  @Test
  void page_isReadZoomedAndUpdated() throws Exception {
    SomeRun run = SomeRun.in(temp.resolve("run"), 300, 4, "<script>alert(1)</script>");
    for (int step = 10; step <= 200; step += 10) {
      run.add(SomeRun.step(step, 0, step == 50 ? "null" : 3 - step / 100.0));
    }
    run.grid(0).grid(100).grid(200).add(SomeRun.event(120, "warning", "<b>all the same</b>"));
    RunReader reader = new RunReader(run.folder());
    Path file = run.folder().resolve("report.html");
    new ReportPage(PageData.of(reader.read(true))).write(file);
    try (Chromium browser = Chromium.start()) {
      page = browser.open(file.toUri().toString());
      page.await("!!window.facegan");

      // The film, by the keys of its slider.
      assertThat(text("shown")).isEqualTo("step 200");
      page.run("document.getElementById('slider').focus()");
      press("ArrowLeft");
      assertThat(text("shown")).isEqualTo("step 100");
      assertThat(page.run("document.querySelector('.current img').alt").asText())
          .isEqualTo("grid of faces, step 100");

      // Zoom and values, by keys and by the mouse.
      page.run("document.querySelector('.plot').focus()");
      press("ArrowLeft");
      assertThat(losses("output").asText()).isEqualTo("step 200: generator 1, discriminator 0.375");
      press("+");
      assertThat(viewBox()).startsWith("500 ");
      assertThat(text("whole")).isEqualTo("steps 100 to 200: show the whole run");
      press("Escape");
      assertThat(viewBox()).isEqualTo("0 0 1000 1000");
      drag();
      page.await("!document.getElementById('whole').hidden");
      page.run("document.getElementById('whole').click()");
      assertThat(viewBox()).isEqualTo("0 0 1000 1000");

      page.run("document.getElementById('theme').click()");
      assertThat(page.run("getComputedStyle(document.documentElement).colorScheme").asText())
          .isEqualTo("light");

      // What a server pushes: a new grid comes with its image, the others stay.
      run.add(SomeRun.step(300, 0, 0.5)).grid(300);
      String data =
          PageData.of(reader.read(false)).json(one -> one.step() == 300 ? one.dataUri() : null);
      page.run("document.getElementById('slider').value = 2; facegan.update(" + data + ")");
      assertThat(page.run("document.querySelector('[data-text=progress]').textContent").asText())
          .isEqualTo("Step 300 of 300 (100 %).");
      assertThat(page.run("document.querySelectorAll('.film img[src^=data]').length").asInt())
          .isEqualTo(4);
      assertThat(losses(".ticks").asText()).endsWith("300");
      assertThat(page.run("document.querySelectorAll('main script, main b b').length").asInt())
          .isZero();
      assertThat(page.complaints()).isEmpty();
    }
  }

  private String text(String id) throws Exception {
    return page.run("document.getElementById('%s').textContent".formatted(id)).asText();
  }

  private com.fasterxml.jackson.databind.JsonNode losses(String selector) throws Exception {
    return page.run(
        "document.querySelector('[data-chart=losses] %s').textContent".formatted(selector));
  }

  private String viewBox() throws Exception {
    return page.run("document.querySelector('.plot svg').getAttribute('viewBox')").asText();
  }

  private void press(String key) throws Exception {
    for (String type : new String[] {"keyDown", "keyUp"}) {
      String text = key.length() == 1 && type.equals("keyDown") ? key : "";
      int code = key.equals("ArrowLeft") ? 37 : 0;
      page.call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "text", text, "windowsVirtualKeyCode", code));
    }
  }

  private void drag() throws Exception {
    page.run("document.querySelector('.plot').scrollIntoView({ block: 'center' })");
    var box = page.run("document.querySelector('.plot').getBoundingClientRect().toJSON()");
    double y = box.get("y").asDouble() + 20;
    double x = box.get("x").asDouble() + 60;
    int moved = 0;
    for (String type : new String[] {"mousePressed", "mouseMoved", "mouseReleased"}) {
      page.call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              x + moved,
              "y",
              y,
              "button",
              "left",
              "buttons",
              1,
              "clickCount",
              1));
      moved = 150;
    }
  }
}
