package io.facegan.latent;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.NpyFile;
import io.facegan.internal.util.Text;
import io.facegan.internal.util.WriteFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Latents as a JSON array of arrays of numbers. */
final class JsonLatents {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private static final String FORM = "an array of arrays of numbers, [[0.3, -1.2], [1.1, 0.4]]";

  private static final int SHORT = 16;

  private final JsonParser in;
  private final List<float[]> latents = new ArrayList<>();
  private long values;

  private JsonLatents(JsonParser in) {
    this.in = in;
  }

  static List<float[]> read(Path file) {
    // As a stream of bytes, so that Jackson closes nothing before its time.
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        JsonParser in = JSON.createParser(bytes)) {
      return new JsonLatents(in).latents();
    } catch (JsonProcessingException damaged) {
      throw unusable(file, Text.oneLine(damaged.getOriginalMessage()), damaged);
    } catch (FaceGanException other) {
      throw unusable(file, other.getMessage(), other);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read %s: %s".formatted(file, WriteFailure.reason(e)), e);
    }
  }

  private static FaceGanException unusable(Path file, String reason, Exception cause) {
    return new FaceGanException("%s cannot be read as %s: %s".formatted(file, FORM, reason), cause);
  }

  private List<float[]> latents() throws IOException {
    expect(in.nextToken(), JsonToken.START_ARRAY, "the file");
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String what = "latent " + latents.size();
      expect(in.currentToken(), JsonToken.START_ARRAY, what);
      add(latent(what), what);
    }
    if (latents.isEmpty()) {
      throw new FaceGanException("it is empty");
    }
    if (in.nextToken() != null) {
      throw new FaceGanException("it goes on after its end");
    }
    return latents;
  }

  private float[] latent(String what) throws IOException {
    int size = latents.isEmpty() ? SHORT : latents.get(0).length;
    float[] latent = new float[size];
    int count = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == null || !in.currentToken().isNumeric()) {
        throw new FaceGanException(
            "value %d of %s is %s".formatted(count, what, words(in.currentToken())));
      }
      if (count == latent.length) {
        latent = Arrays.copyOf(latent, 2 * count);
      }
      latent[count++] = in.getFloatValue();
      checkSize();
    }
    return Arrays.copyOf(latent, count);
  }

  private void checkSize() {
    if (++values > NpyFile.MOST_VALUES || latents.size() >= NpyFile.MOST_ROWS) {
      throw new FaceGanException(
          Text.format(
              "it has more than %,d arrays or %,d numbers in all",
              NpyFile.MOST_ROWS, NpyFile.MOST_VALUES));
    }
  }

  private void add(float[] latent, String what) {
    int size = latents.isEmpty() ? latent.length : latents.get(0).length;
    if (latent.length == 0 || latent.length != size) {
      throw new FaceGanException(
          "%s has %d values, and the first one %d".formatted(what, latent.length, size));
    }
    latents.add(latent);
  }

  private static void expect(JsonToken found, JsonToken expected, String what) {
    if (found != expected) {
      throw new FaceGanException("%s is %s and no array".formatted(what, words(found)));
    }
  }

  private static String words(JsonToken token) {
    if (token == null) {
      return "cut off";
    }
    return switch (token) {
      case VALUE_STRING -> "a text";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      default -> token.isNumeric() ? "a number" : token.asString();
    };
  }

  static void write(List<float[]> latents, Path file) {
    AtomicFile.write(
        file,
        out -> {
          try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartArray();
            for (float[] latent : latents) {
              json.writeRaw('\n');
              json.writeStartArray();
              for (float value : latent) {
                json.writeNumber(value);
              }
              json.writeEndArray();
            }
            json.writeRaw('\n');
            json.writeEndArray();
            json.writeRaw('\n');
          }
        });
  }
}
