package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The types of messages of the channel, each a JSON object in a line. */
final class Message {
  /** A change of the messages needs another number. */
  static final int PROTOCOL = 1;

  /** A follower names itself. */
  static final String HELLO = "hello";

  /** The chief answers: all are there. */
  static final String WELCOME = "welcome";

  /** The chief answers that this process, or the whole cluster, does not begin. */
  static final String REFUSED = "refused";

  /** The chief answers that it is at work with another process of this number. */
  static final String BUSY = "busy";

  /** A follower's facts, and the chief's answer. */
  static final String FACTS = "facts";

  /** The chief's word what to do. */
  static final String ORDER = "order";

  /** The chief tells who was lost or has failed. */
  static final String LOST = "lost";

  /** The sender ends because of something. */
  static final String FAIL = "fail";

  /** A follower asks the chief to end the training. */
  static final String STOP = "stop";

  /** A sign of life. */
  static final String BEAT = "beat";

  static ObjectNode of(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  static ObjectNode of(String type, String line) {
    return of(type).put("line", line);
  }

  static ObjectNode of(String type, Facts facts) {
    ObjectNode message = of(type);
    message.set("facts", facts.json());
    return message;
  }

  static ObjectNode hello(int task, Facts facts) {
    return of(HELLO, facts).put("task", task);
  }

  static String type(ObjectNode message) {
    return message.path("type").asText();
  }

  static String line(ObjectNode message) {
    return message.path("line").asText();
  }

  private Message() {}
}
