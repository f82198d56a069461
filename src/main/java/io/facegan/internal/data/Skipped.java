package io.facegan.internal.data;

/** An image that was left out, and why, in one line. */
public record Skipped(String name, String reason) {}
