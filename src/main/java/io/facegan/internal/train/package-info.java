/** Internal: the training loop, its guards, and what it keeps on the disk. */
package io.facegan.internal.train;
