package io.facegan.internal.util;

import java.util.concurrent.ThreadFactory;

/** Makes threads of this name that do not keep a program from ending. */
public record DaemonThreads(String name) implements ThreadFactory {
  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
