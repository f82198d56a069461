package io.facegan.train;

import io.facegan.error.FaceGanException;

/**
 * A guard ended the training. Its bad state was not saved: the newest checkpoint is one from
 * before.
 */
public final class GuardException extends FaceGanException {
  private static final long serialVersionUID = 1;

  private final transient GuardEvent event;

  /**
   * @param event what the guard found
   */
  public GuardException(GuardEvent event) {
    super(event.message());
    this.event = event;
  }

  /** Returns what the guard found. */
  public GuardEvent event() {
    return event;
  }
}
