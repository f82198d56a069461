/** Latents that were found: those of photos. */
package io.facegan.latent;
