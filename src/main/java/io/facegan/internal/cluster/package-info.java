/**
 * Several processes that train together: their addresses, and the channel over which the chief says
 * what they do and all notice when one is gone.
 */
package io.facegan.internal.cluster;
