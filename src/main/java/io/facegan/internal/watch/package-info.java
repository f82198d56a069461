/**
 * Serves the page of a run while it is trained, with the JDK's own HTTP server, and pushes what is
 * new as server-sent events. {@link io.facegan.internal.watch.Watch} is the way in.
 *
 * <p>Nothing here runs on the thread that trains: one thread of its own reads the run folder, as
 * the training writes it, and only while somebody looks. Each browser takes the newest state when
 * it can take one, so that a slow one misses some and holds nobody up.
 */
package io.facegan.internal.watch;
