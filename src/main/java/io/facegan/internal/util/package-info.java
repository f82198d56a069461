/** Internal: text, seeds, threads, and files that are written whole or not at all. */
package io.facegan.internal.util;
