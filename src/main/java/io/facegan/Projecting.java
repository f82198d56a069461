package io.facegan;

import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.internal.data.FramedPhotos;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.data.Packing;
import io.facegan.internal.inference.LatentSearch;
import io.facegan.internal.inference.LoadedModel;
import io.facegan.internal.inference.ProjectionSession;
import io.facegan.latent.Projection;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Searches the latents of photos with a model, among the images of its chosen label if it knows
 * labels.
 */
record Projecting(
    Drawing drawing,
    ProjectionOptions options,
    Function<List<float[]>, List<BufferedImage>> generate) {
  /**
   * Searches.
   *
   * @param names of the photos
   */
  List<Projection> of(ImageBatch photos, List<String> names) {
    List<LatentSearch.Found> found = search(photos);
    List<Projection> projections = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      projections.add(projection(names.get(i), ImageGrid.image(photos, i), found.get(i)));
    }
    return projections;
  }

  /** Searches the latents alone. */
  List<float[]> latents(ImageBatch photos) {
    return search(photos).stream().map(LatentSearch.Found::latent).toList();
  }

  /** Brings photos to the model's size; each must be usable. */
  ImageBatch framed(ImageSource photos) {
    return FramedPhotos.of(photos, packing());
  }

  /** Brings a photo to the model's size. */
  ImageBatch framed(BufferedImage photo) {
    return FramedPhotos.of(photo, packing());
  }

  private Packing packing() {
    return new Packing(
        drawing.model().signature().image(), options.framing(), options.background(), true);
  }

  private List<LatentSearch.Found> search(ImageBatch photos) {
    LoadedModel model = drawing.model();
    drawing.checkChosen();
    double all = LatentSearch.steps(photos.count(), options.steps());
    try (ProjectionSession session = model.projection(options.features(), drawing.label())) {
      return new LatentSearch(
              session, options.steps(), done -> options.progress().accept(done / all))
          .search(
              photos.pixels(),
              photos.count(),
              options.seed(),
              latents -> model.draw(latents, drawing.chosen(latents.size())));
    }
  }

  private Projection projection(String name, BufferedImage photo, LatentSearch.Found found) {
    List<BufferedImage> way = generate.apply(found.way());
    float[] random = found.random();
    return new Projection(
        name,
        photo,
        way.get(way.size() - 1),
        found.latent(),
        found.distance(),
        random[0],
        random[random.length / 2],
        way,
        found.like());
  }
}
