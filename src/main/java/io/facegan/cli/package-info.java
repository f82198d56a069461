/** Internal: the command line. Its verbs are documented by {@code --help}. Not public API. */
package io.facegan.cli;
