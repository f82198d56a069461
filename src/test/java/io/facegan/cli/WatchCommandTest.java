package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WatchCommandTest {
  private static final Pattern LINK =
      Pattern.compile("watch it at (http://127\\.0\\.0\\.1:\\d+/\\S+/)");

  @TempDir Path temp;
  private Path images;
  private Path run;

  @BeforeEach
  void makeImages() throws IOException {
    images = Cli.images(temp.resolve("images"), 4);
    run = temp.resolve("run");
  }

  private Cli train(Object... more) {
    Object[] all = new Object[more.length + 5];
    System.arraycopy(more, 0, all, 5, more.length);
    Object[] first = {"--images", images, "--run", run, "--no-cache"};
    System.arraycopy(first, 0, all, 0, 5);
    return Cli.trainSmallest(all);
  }

  @Test
  void watchedRun_isThatOfTheLinkAndWatchedAgain() throws Exception {
    Cli trained = train("--watch", 0);
    assertThat(trained.code()).as(trained.err()).isZero();
    Matcher first = LINK.matcher(trained.out());
    assertThat(first.find()).as(trained.out()).isTrue();

    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Thread[] thread = new Thread[1];
    CompletableFuture<Integer> code = new CompletableFuture<>();
    thread[0] =
        new Thread(
            () ->
                code.complete(
                    Commands.run(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        "watch",
                        run.toString(),
                        "--port",
                        "0")));
    thread[0].start();
    Matcher link = LINK.matcher("");
    while (!link.reset(out.toString()).find()) {
      assertThat(code).as(err.toString()).isNotDone();
      Thread.sleep(20);
    }
    String page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(link.group(1))).build(), BodyHandlers.ofString())
            .body();
    assertThat(page).contains("Nobody trains this run now", "all steps are done");
    thread[0].interrupt();
    assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void help_explainsTheOptions() {
    assertThat(Cli.run("watch", "--help").out())
        .contains("Usage: facegan watch RUN", "--port=N", "7007", "--watch-address=ADDRESS")
        .contains("\nExample:\n  facegan watch ");
  }

  @Test
  void takenPort_isRefusedBeforeTheTraining() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Cli refused = train("--watch=" + other.getLocalPort());
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("port " + other.getLocalPort(), "taken", "or 0");
      assertThat(run).doesNotExist();
    }
  }

  @Test
  void whatIsNoPortOrAddress_isAMistake() {
    for (String port : new String[] {"x", "70000", "-1"}) {
      Cli mistake = Cli.run("watch", run, "--port", port);
      assertThat(mistake.code()).isEqualTo(2);
      assertThat(mistake.err()).contains("--port", port, "0 to 65535");
    }
    assertThat(train("--watch=x").err()).contains("--watch", "\"x\"", "0 to 65535");
    assertThat(train("--watch", "--watch-address", "").err()).contains("--watch-address is empty");
    Cli lonely = train("--watch-address", "0.0.0.0");
    assertThat(lonely.code()).isEqualTo(2);
    assertThat(lonely.err()).contains("--watch-address 0.0.0.0", "--watch: give");
    assertThat(run).doesNotExist();
  }

  /** The run's name comes after an option whose value may be left out. */
  @Test
  void runAfterWatch_isNoPort() {
    Cli none = Cli.run("resume", "--watch", run);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains(run + " is not a run folder");
    assertThat(Cli.run("resume", "--watch", 0, run).err()).contains(run + " is not a run folder");
    assertThat(Cli.run("watch", run).err()).contains(run + " is not a run folder");
  }
}
