package io.facegan.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The variable {@code TF_CONFIG}.
 *
 * @param chiefs at most one address
 * @param workers addresses
 * @param evaluators addresses, which are no part of the cluster
 * @param type of the task
 * @param index of the task among those of its type
 */
record TfConfig(
    List<String> chiefs, List<String> workers, List<String> evaluators, String type, int index) {
  private static final String NAME = "TF_CONFIG";
  private static final Logger LOG = LoggerFactory.getLogger(TfConfig.class);
  private static final String FORM =
      "expected {\"cluster\": {\"worker\": [\"host:port\", ...]}, \"task\": {\"type\": \"worker\","
          + " \"index\": 0}}";

  /** {@code master} is what {@code chief} was called before TensorFlow 1.5. */
  private static final Set<String> CHIEF = Set.of("chief", "master");

  private static final String EVALUATOR = "evaluator";

  /** Returns nothing where the variable is missing or, as TensorFlow takes it, {@code {}}. */
  static Optional<TfConfig> read(Map<String, String> environment) {
    String text = environment.getOrDefault(NAME, "");
    if (text.isBlank()) {
      return Optional.empty();
    }
    JsonNode config = parse(text);
    return config.isEmpty() ? Optional.empty() : Optional.of(read(config));
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode config =
          new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text);
      if (config.isObject()) {
        return config;
      }
    } catch (JsonProcessingException e) {
      throw new FaceGanException(
          "%s is no JSON (%s): %s".formatted(NAME, firstLine(e.getOriginalMessage()), FORM), e);
    }
    throw new FaceGanException("%s is \"%s\": %s".formatted(NAME, text.strip(), FORM));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static TfConfig read(JsonNode config) {
    JsonNode cluster = part(config, "cluster");
    JsonNode task = part(config, "task");
    List<String> chiefs = new ArrayList<>();
    List<String> workers = new ArrayList<>();
    List<String> evaluators = new ArrayList<>();
    for (Map.Entry<String, JsonNode> job : cluster.properties()) {
      List<String> addresses = addresses(job.getKey(), job.getValue());
      if (CHIEF.contains(job.getKey())) {
        chiefs.addAll(addresses);
      } else if (job.getKey().equals("worker")) {
        workers.addAll(addresses);
      } else if (job.getKey().equals(EVALUATOR)) {
        evaluators.addAll(addresses);
      } else if (!addresses.isEmpty()) {
        throw new FaceGanException(refusal(job.getKey()));
      }
    }
    if (chiefs.size() > 1) {
      throw new FaceGanException(
          "%s has %d chiefs, %s: expected one at most"
              .formatted(NAME, chiefs.size(), String.join(" and ", chiefs)));
    }
    return new TfConfig(chiefs, workers, evaluators, type(task), index(task));
  }

  private static JsonNode part(JsonNode config, String name) {
    JsonNode part = config.path(name);
    if (!part.isObject()) {
      throw new FaceGanException(
          "%s %s \"%s\": %s"
              .formatted(NAME, config.has(name) ? "has no object as its" : "lacks", name, FORM));
    }
    return part;
  }

  private static List<String> addresses(String job, JsonNode list) {
    List<String> addresses = new ArrayList<>();
    list.forEach(address -> addresses.add(address.asText()));
    if (!list.isArray() || !addresses.stream().allMatch(text -> text.contains(":"))) {
      throw new FaceGanException(
          "%s has %s for \"%s\": expected a list of \"host:port\" of all%s"
              .formatted(
                  NAME,
                  list,
                  job,
                  list.isObject() ? ", so no enableDynamicWorker in a TFJob" : ""));
    }
    return addresses;
  }

  private static String refusal(String job) {
    return job.equals("ps")
        ? "%s has parameter servers (\"ps\"): FaceGan has none, leave them out and have workers alone"
            .formatted(NAME)
        : "%s has \"%s\": expected chief and worker".formatted(NAME, job);
  }

  private static String type(JsonNode task) {
    String type = task.path("type").asText("");
    if (!CHIEF.contains(type) && !type.equals("worker") && !type.equals(EVALUATOR)) {
      throw new FaceGanException(
          type.equals("ps")
              ? refusal(type)
              : "%s has %s as the type of its task: expected chief or worker"
                  .formatted(NAME, task.has("type") ? task.get("type") : "nothing"));
    }
    return type;
  }

  private static int index(JsonNode task) {
    JsonNode index = task.path("index");
    if (!index.asText("").matches("\\d{1,9}")) {
      throw new FaceGanException(
          "%s has %s as the index of its task: expected a number from 0"
              .formatted(NAME, task.has("index") ? index : "nothing"));
    }
    return Integer.parseInt(index.asText());
  }

  boolean isEvaluator() {
    return type.equals(EVALUATOR);
  }

  Cluster cluster() {
    if (isEvaluator()) {
      throw new FaceGanException(
          "%s makes this process an evaluator, which trains nothing: the chief evaluates, leave the"
                  .formatted(NAME)
              + " evaluator out");
    }
    boolean chief = CHIEF.contains(type);
    int among = chief ? chiefs.size() : workers.size();
    if (index >= among) {
      throw new FaceGanException(
          "%s makes this process %s %d, and its cluster has %d of them: expected an index below that"
              .formatted(NAME, type, index, among));
    }
    List<String> all = new ArrayList<>(chiefs);
    all.addAll(workers);
    if (!evaluators.isEmpty()) {
      LOG.warn(
          "{} names an evaluator, {}: it is ignored, the chief evaluates",
          NAME,
          String.join(", ", evaluators));
    }
    return Cluster.of(all, chief ? index : chiefs.size() + index);
  }
}
