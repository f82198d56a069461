package io.facegan.internal.latent;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.latent.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The named directions of a model, in {@code assets.extra/directions.json}. */
public final class DirectionFile {
  private static final String PLACE = "assets.extra/directions.json";
  private static final int FORMAT = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /**
   * Reads those of a model.
   *
   * @param model its folder
   * @param latentSize how many values each must have
   * @return none if it has no such file
   * @throws FaceGanException if the file is damaged or of another model
   */
  public static List<Direction> read(Path model, int latentSize) {
    Path file = model.resolve(PLACE);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(file)) {
      List<Direction> directions = new ArrayList<>();
      JsonNode json = MAPPER.readTree(in);
      if (json.path("format").asInt() != FORMAT) {
        throw new FaceGanException("its format is not %d".formatted(FORMAT));
      }
      for (JsonNode one : json.path("directions")) {
        JsonNode values = one.path("vector");
        if (values.size() != latentSize) {
          throw new FaceGanException(
              "a direction has %d values, but the model's latents have %d"
                  .formatted(values.size(), latentSize));
        }
        float[] vector = new float[latentSize];
        for (int i = 0; i < latentSize; i++) {
          vector[i] = (float) values.get(i).asDouble(Double.NaN);
        }
        directions.add(
            new Direction(one.path("name").asText(), vector, one.path("meaning").asText()));
      }
      return directions;
    } catch (JacksonException | FaceGanException damaged) {
      throw new FaceGanException(
          "%s cannot be read: %s; delete it, and find the directions anew"
              .formatted(file, damaged.getMessage()),
          damaged);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Adds one to those of a model, in place of one with its name. */
  public static void add(Path model, Direction added) {
    List<Direction> all = new ArrayList<>(read(model, added.vector().length));
    all.removeIf(other -> other.name().equals(added.name()));
    all.add(added);
    ObjectNode json = MAPPER.createObjectNode().put("format", FORMAT);
    ArrayNode list = json.putArray("directions");
    for (Direction one : all) {
      ArrayNode values =
          list.addObject().put("name", one.name()).put("meaning", one.meaning()).putArray("vector");
      for (float value : one.vector()) {
        values.add(value);
      }
    }
    Path file = model.resolve(PLACE);
    OutputPlaces.makeFolderOf(file);
    AtomicFile.writeDurably(
        file, out -> out.write(json.toPrettyString().getBytes(StandardCharsets.UTF_8)));
  }

  private DirectionFile() {}
}
