package io.facegan.internal.data;

/**
 * An image that was left out.
 *
 * @param name its name in the source
 * @param reason why, in one line
 */
public record Skipped(String name, String reason) {}
