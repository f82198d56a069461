package io.facegan.internal.watch;

import com.fasterxml.jackson.databind.node.TextNode;
import io.facegan.error.FaceGanException;
import io.facegan.internal.page.PageData;
import io.facegan.internal.page.Picture;
import io.facegan.internal.page.ReportPage;
import io.facegan.internal.page.RunData;
import io.facegan.internal.page.RunReader;
import io.facegan.internal.util.DaemonThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What there is to show, read from the run folder about every second while somebody looks. */
final class Feed {
  /**
   * A state of the run.
   *
   * @param number counts them
   * @param json for the page's script, in one line
   */
  record News(long number, String json) {}

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Longer pages come less often, so that slow lines keep up. */
  private static final int BYTES_PER_SECOND = 200_000;

  private final Path run;
  private final Token token;
  private final Supplier<Phase> phase;
  private RunReader reader;
  private RunData shown;
  private News news = new News(0, "{}");
  private int viewers;
  private boolean over;

  Feed(Path run, Token token, Supplier<Phase> phase) {
    this.run = run;
    this.token = token;
    this.phase = phase;
  }

  void start() {
    new DaemonThreads("facegan-watch-reader").newThread(this::keepReading).start();
  }

  private void keepReading() {
    try {
      while (readWhenWanted()) {
        Thread.sleep(INTERVAL.toMillis() * (1 + newest().json().length() / BYTES_PER_SECOND));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for somebody who looks, and returns false at the end. */
  private synchronized boolean readWhenWanted() throws InterruptedException {
    while (viewers == 0 && !over) {
      wait();
    }
    if (over) {
      return false;
    }
    refresh(false);
    return true;
  }

  /** Reads what is new; all waiting viewers get it. */
  private void refresh(boolean last) {
    Phase now = phase.get();
    String words = now.words;
    String page = "null";
    try {
      if (isThere(now)) {
        shown = reader.read(now.training);
        // At the end with the images themselves: this server will not be asked any more.
        page = PageData.of(shown).json(last ? Picture::dataUri : Feed::address);
      }
    } catch (RuntimeException unreadable) {
      LOG.debug("{} cannot be read", run, unreadable);
      words = "The run folder cannot be read now: " + unreadable.getMessage();
    }
    String json =
        "{\"words\":%s,\"training\":%s,\"stop\":%s,\"over\":%s,\"page\":%s}"
            .formatted(new TextNode(words), now.training, now.stoppable, last, page);
    if (!json.equals(news.json())) {
      news = new News(news.number() + 1, json);
      notifyAll();
    }
  }

  /** Returns whether the folder is a run yet. */
  private boolean isThere(Phase now) {
    if (reader == null) {
      try {
        reader = new RunReader(run);
      } catch (FaceGanException notYet) {
        if (now != Phase.WAITING) {
          throw notYet;
        }
        return false;
      }
      token.keep(run);
    }
    return true;
  }

  /** Returns the page as it is now; nothing before the folder is a run. */
  synchronized Optional<String> page(String script) {
    refresh(over);
    return shown == null
        ? Optional.empty()
        : Optional.of(new ReportPage(PageData.of(shown)).html(new ReportPage.Live(bar(), script)));
  }

  /** Returns the bar of a page that holds what is shown now. */
  synchronized String bar() {
    List<String> have = shown == null ? List.of() : pictures(shown).map(Feed::address).toList();
    return Resources.fill("bar.html", "words", phase.get().words, "have", String.join(" ", have));
  }

  /** Returns the image of an address that was given out, unless it is outdated. */
  synchronized Optional<Picture> picture(String address) {
    return shown == null
        ? Optional.empty()
        : pictures(shown).filter(one -> address(one).equals(address)).findFirst();
  }

  private static Stream<Picture> pictures(RunData run) {
    return Stream.concat(run.grids().stream(), run.reals().stream());
  }

  /** Returns where an image is; another one of the same step is elsewhere. */
  private static String address(Picture picture) {
    CRC32C sum = new CRC32C();
    sum.update(picture.bytes());
    return "grid/%d/%08x".formatted(picture.step(), sum.getValue());
  }

  /** Counts somebody in who looks; refuses more than so many. */
  synchronized boolean enter(int most) {
    if (viewers >= most || over) {
      return false;
    }
    viewers++;
    notifyAll();
    return true;
  }

  synchronized void leave() {
    viewers--;
    notifyAll();
  }

  /**
   * Waits for news.
   *
   * @param seen the number of those that are known, 0 for none
   * @return the newest, or null if there are none in this time
   */
  synchronized News next(long seen, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (news.number() == seen || news.number() == 0) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0 || over) {
        return null;
      }
      wait(left);
    }
    return news;
  }

  private synchronized News newest() {
    return news;
  }

  synchronized boolean isOver() {
    return over;
  }

  /** Ends it: shows the last state and waits, for a while, until all who look have seen it. */
  synchronized void end(Duration patience) {
    if (over) {
      return;
    }
    if (viewers > 0) {
      refresh(true);
    }
    over = true;
    notifyAll();
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (viewers > 0 && end - System.nanoTime() > 1_000_000) {
        wait((end - System.nanoTime()) / 1_000_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
