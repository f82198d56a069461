package io.facegan;

import io.facegan.internal.inference.LoadedModel;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** How long a model is open, which a generator shares with those of single labels. */
final class Lifetime {
  private final LoadedModel model;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  Lifetime(LoadedModel model) {
    this.model = model;
  }

  /** Uses the model, by many threads at once. */
  <T> T whileOpen(Supplier<T> use) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this FaceGenerator is closed: load the model again");
      }
      return use.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Frees the model when nobody uses it any more. */
  void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        model.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
