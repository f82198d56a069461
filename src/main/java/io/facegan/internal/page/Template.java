package io.facegan.internal.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.internal.util.HtmlText;
import io.facegan.internal.util.ResourceText;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The fragments of {@code page.html}, which show JSON. Each begins with a line {@code <!--# name
 * -->}. A slot <code>{{name}}</code> becomes the escaped text of that field, <code>{{.}}</code>
 * that of the data itself; <code>{{name:fragment}}</code> becomes the fragment for each element of
 * an array, <code>{{rest:fragment}}</code> for each but the first of this one; <code>{{!name}}
 * </code> hides the element if that field is empty, <code>{{?name}}</code> if it is not; <code>
 * {{&amp;name}}
 * </code> becomes a raw text.
 */
final class Template {
  private static final Pattern BEGINNING = Pattern.compile("(?m)^<!--# ([a-z]+) -->\\n");
  private static final Pattern SLOT =
      Pattern.compile("\\{\\{([!?&]?)([.a-zA-Z0-9]+)(?::([a-z]+))?}}");

  private static final Map<String, String> FRAGMENTS = fragments();

  private final Map<String, String> raw;

  Template(Map<String, String> raw) {
    this.raw = raw;
  }

  private static Map<String, String> fragments() {
    Map<String, String> fragments = new HashMap<>();
    String all = ResourceText.beside(Template.class, "page.html");
    String[] parts = BEGINNING.split(all);
    Matcher names = BEGINNING.matcher(all);
    for (int i = 1; names.find(); i++) {
      fragments.put(names.group(1), parts[i].stripTrailing());
    }
    return fragments;
  }

  String fill(String fragment, JsonNode data) {
    String text = FRAGMENTS.get(fragment);
    StringBuilder filled = new StringBuilder();
    int end = 0;
    for (Matcher slot = SLOT.matcher(text); slot.find(); end = slot.end()) {
      filled.append(text, end, slot.start()).append(value(slot, data));
    }
    return filled.append(text, end, text.length()).toString();
  }

  private String value(MatchResult slot, JsonNode data) {
    String name = slot.group(2);
    if (slot.group(1).equals("&")) {
      return raw.get(name);
    }
    boolean self = name.equals(".") || name.equals("rest");
    JsonNode found = self ? data : data.at("/" + name.replace('.', '/'));
    if (found.isMissingNode()) {
      throw new IllegalStateException("the page's data has nothing for " + slot.group());
    }
    if (!slot.group(1).isEmpty()) {
      return found.isEmpty() == slot.group(1).equals("!") ? " hidden=\"hidden\"" : "";
    }
    return slot.group(3) == null
        ? HtmlText.escape(found.asText())
        : IntStream.range(name.equals("rest") ? 1 : 0, found.size())
            .mapToObj(i -> fill(slot.group(3), found.get(i)))
            .collect(Collectors.joining("\n"));
  }
}
