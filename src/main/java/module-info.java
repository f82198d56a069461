/**
 * Trains GANs on images of faces with TensorFlow, and exports and runs their generators.
 *
 * <p>Most programs need two types: {@link io.facegan.FaceGan} and {@link io.facegan.FaceGenerator}.
 */
// Four libraries are automatic modules. XChart's manifest has no name for it, so it goes by its
// file's: look at the line "requires xchart" when XChart is updated.
@SuppressWarnings("requires-automatic")
module io.facegan {
  requires transitive java.desktop;
  requires com.fasterxml.jackson.databind;
  requires com.sun.jna;
  requires info.picocli;
  requires io.jhdf;
  requires java.management;
  requires jdk.httpserver;
  requires org.apache.commons.io;
  requires org.slf4j;
  requires tensorflow;
  requires tensorflow.framework;
  requires xchart;

  // For jHDF, which as an automatic module names nothing that it needs.
  requires com.ning.compress.lzf;
  requires org.apache.commons.lang3;

  exports io.facegan;
  exports io.facegan.data;
  exports io.facegan.drawn;
  exports io.facegan.error;
  exports io.facegan.image;
  exports io.facegan.latent;
  exports io.facegan.metric;
  exports io.facegan.network;
  exports io.facegan.runtime;
  exports io.facegan.train;

  // Commands and options are private fields.
  opens io.facegan.cli to
      info.picocli;

  // So are the parts of the records that options.json, state.json, facegan.json and report.html
  // hold.
  opens io.facegan.internal.export to
      com.fasterxml.jackson.databind;
  opens io.facegan.internal.page to
      com.fasterxml.jackson.databind;
  opens io.facegan.internal.train to
      com.fasterxml.jackson.databind;
  opens io.facegan.network to
      com.fasterxml.jackson.databind;
  opens io.facegan.train to
      com.fasterxml.jackson.databind;
}
