package io.facegan.cli;

import io.facegan.FaceGan;
import io.facegan.internal.util.Terminal;
import io.facegan.internal.watch.Phase;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingStart;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C into an orderly end of a training. The JVM ends only when its shutdown hooks have
 * returned, so the hook here asks the training to stop and waits for the thread that trains: the
 * step is finished, saved and told of, and no native memory goes away under it.
 */
final class Interruption implements TrainingListener {
  private final PrintWriter err;
  private final CountDownLatch ended = new CountDownLatch(1);
  private Thread hook;
  private FaceGan guarded;
  private Thread trainer;
  private boolean requested;
  private boolean training;
  private boolean released;
  private boolean follows;

  Interruption(PrintWriter err) {
    this.err = err;
  }

  /** From here on a signal stops this training, which the calling thread is about to run. */
  synchronized void guard(FaceGan gan) {
    guarded = gan;
    trainer = Thread.currentThread();
    hook = new Thread(this::stopAndWait, "facegan-stop");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      requested = true;
      gan.stop();
    }
  }

  /** Says that another process has the run, and is asked to stop. */
  synchronized void follow() {
    follows = true;
  }

  @Override
  public synchronized void started(TrainingStart start) {
    training = true;
    // Now the loop looks after the request; an interrupt would only spoil the files it writes.
    if (requested) {
      Thread.interrupted();
    }
  }

  /** From here on a signal ends the JVM at once; returns whether one came before. */
  synchronized boolean release() {
    released = true;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      requested = true;
    }
    return requested;
  }

  /** Returns whether the first step was about to begin or did. */
  synchronized boolean training() {
    return training;
  }

  /** Lets the JVM end: the command has returned and said all it has to say. */
  void end() {
    ended.countDown();
  }

  /** Shows a line. */
  void note(String line) {
    err.println(line);
    err.flush();
  }

  /** Returns where the training is. */
  synchronized Phase phase() {
    if (released) {
      return Phase.ENDED;
    }
    if (requested) {
      return Phase.STOPPING;
    }
    return training ? Phase.TRAINING : Phase.WAITING;
  }

  private void stopAndWait() {
    stop();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does what a signal does, but for the end of the JVM; nothing before or after the training. */
  synchronized void stop() {
    if (guarded == null) {
      return;
    }
    requested = true;
    if (released) {
      return;
    }
    guarded.stop();
    if (Terminal.columns(System.err).isPresent()) {
      // The progress bar has the cursor at the end of its line.
      err.println();
    }
    if (follows) {
      err.println("stopping: worker 0 is asked to end the training after this step");
      // Until all are there nobody can be asked.
      trainer.interrupt();
    } else if (training) {
      err.println("stopping after this step; a checkpoint is kept in " + guarded.runFolder());
    } else {
      err.println("stopping before the first step");
      // Reading the images, which may take minutes, can be interrupted.
      trainer.interrupt();
    }
    err.flush();
  }
}
