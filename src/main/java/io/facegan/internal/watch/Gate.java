package io.facegan.internal.watch;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says who is answered. Without the token nobody is. A page of another site may know the address of
 * this server, or even have a name that leads here (DNS rebinding): what a browser asks in its name
 * is refused, too.
 */
final class Gate {
  /** Names cannot lead elsewhere than to themselves if they are numbers. */
  private static final Pattern NUMERIC =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]|localhost");

  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private final Token token;
  private final String name;

  /**
   * @param name that the server was given, by which it may be called besides by numbers
   */
  Gate(Token token, String name) {
    this.token = token;
    this.name = name;
  }

  /** A refusal, in words for who asked; null where there is none. */
  record Refusal(int status, String words) {}

  /**
   * @param first part of the path
   */
  Refusal refusal(String method, String first, Headers headers) {
    if (!token.is(first)) {
      return new Refusal(
          403, "This address lacks its token: use the whole link that the console shows.");
    }
    String host = only(headers, "Host");
    String called = host == null ? "" : PORT.matcher(host).replaceFirst("");
    if (!NUMERIC.matcher(called).matches() && !called.equalsIgnoreCase(name)) {
      return new Refusal(
          403, "This server is not called that: use the link that the console shows.");
    }
    String origin = only(headers, "Origin");
    boolean ours = origin != null && origin.equals("http://" + host);
    boolean missing = origin == null && !headers.containsKey("Origin") && method.equals("GET");
    String site = headers.getFirst("Sec-Fetch-Site");
    boolean elsewhere = site != null && !List.of("same-origin", "none").contains(site);
    boolean opened = method.equals("GET") && "navigate".equals(headers.getFirst("Sec-Fetch-Mode"));
    if (!ours && !missing || elsewhere && !opened) {
      return new Refusal(403, "Another site asks this: only the page itself may.");
    }
    return null;
  }

  /** Returns a header, null where it is missing or ambiguous. */
  private static String only(Headers headers, String name) {
    List<String> values = headers.get(name);
    return values == null || values.size() != 1 ? null : values.get(0);
  }
}
