import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes uploads as Maven Central's publisher does, on loopback, and writes its port to a file. */
class CentralStandIn {
  public static void main(String[] args) throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/api/v1/publisher/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean upload = exchange.getRequestURI().getPath().endsWith("/upload");
          String id = "00000000-0000-0000-0000-000000000000";
          String state = "{\"deploymentId\":\"%s\",\"deploymentState\":\"VALIDATED\"}".formatted(id);
          byte[] answer = (upload ? id : state).getBytes();
          exchange.getResponseHeaders().set("Content-Type", upload ? "text/plain" : "application/json");
          exchange.sendResponseHeaders(upload ? 201 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    Files.writeString(Path.of(args[0]), String.valueOf(server.getAddress().getPort()));
  }
}
