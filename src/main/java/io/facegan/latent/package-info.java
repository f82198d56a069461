/**
 * Choose, find and keep latents, the numbers that a face is drawn from: {@link
 * io.facegan.latent.Walk} leads from face to face, {@link io.facegan.latent.Projection} is what was
 * found for a photo, and {@link io.facegan.latent.LatentFile} holds latents for later and for other
 * programs.
 */
package io.facegan.latent;
