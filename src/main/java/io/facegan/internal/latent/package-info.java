/** Directions in latent space: how they are found in examples, and where they are kept. */
package io.facegan.internal.latent;
