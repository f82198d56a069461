package io.facegan.site;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegan.cli.OptionsReference;
import io.facegan.internal.util.HtmlText;
import io.facegan.internal.util.ResourceText;
import io.facegan.internal.util.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Writes the documentation as a site of files that need no server: {@code mvn -Psite -DskipTests
 * package}. The text is the Markdown of the repository, and the options are the program's own.
 */
public final class Site {
  private static final String JAVADOC = "api/index.html";

  private final Contents contents;
  private final Path target;
  private final boolean javadoc;
  private final Map<Contents.Entry, Page> pages = new LinkedHashMap<>();

  private Site(Contents contents, Path target, boolean javadoc) {
    this.contents = contents;
    this.target = target;
    this.javadoc = javadoc;
  }

  /**
   * @param args the root of the repository, where to write, and the folder of the Javadoc
   */
  public static void main(String[] args) throws IOException {
    Path api = Path.of(args[2]);
    write(Path.of(args[0]), Path.of(args[1]), true);
    PathUtils.copyDirectory(api, Path.of(args[1], "api"));
    System.out.println("wrote " + Path.of(args[1], "index.html"));
  }

  /**
   * @param javadoc whether the pages link to it
   */
  static void write(Path root, Path target, boolean javadoc) throws IOException {
    if (Files.exists(target)) {
      PathUtils.deleteDirectory(target);
    }
    Files.createDirectories(target.resolve("pictures"));
    new Site(Contents.of(root), target, javadoc).write();
  }

  private void write() throws IOException {
    for (Contents.Entry entry : contents.entries()) {
      pages.put(
          entry,
          entry.source() == null
              ? new Page(contents, Path.of("docs/options.md"), OptionsReference.markdown())
              : Page.read(contents, entry.source()));
    }
    String template = resource("page.html");
    for (Map.Entry<Contents.Entry, Page> each : pages.entrySet()) {
      Page page = each.getValue();
      String html =
          template
              .replace("{{title}}", HtmlText.escape(page.title()))
              .replace("{{version}}", HtmlText.escape(Version.current()))
              .replace("{{navigation}}", navigation(each.getKey()))
              .replace("{{content}}", page.html());
      Files.writeString(target.resolve(each.getKey().file()), html);
      for (Map.Entry<Path, String> picture : page.pictures().entrySet()) {
        Files.copy(
            contents.root().resolve(picture.getKey()),
            target.resolve(picture.getValue()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    for (String name : List.of("site.css", "site.js")) {
      Files.writeString(target.resolve(name), resource(name));
    }
    Files.writeString(target.resolve("search.js"), "const parts = " + index() + ";\n");
  }

  /** Returns the list of pages, in which the current one also lists its sections. */
  private String navigation(Contents.Entry current) {
    StringBuilder list = new StringBuilder();
    String section = "";
    for (Map.Entry<Contents.Entry, Page> each : pages.entrySet()) {
      Contents.Entry entry = each.getKey();
      if (!entry.section().equals(section)) {
        section = entry.section();
        list.append("- ").append(section).append('\n');
      }
      String title = each.getValue().title().replaceFirst(": .*", "");
      link(list, 1, entry.name() == null ? title : entry.name(), entry.file());
      if (entry == current && !entry.file().equals("changelog.html")) {
        each.getValue().parts().stream()
            .filter(part -> part.level() == 2)
            .forEach(part -> link(list, 2, part.heading(), "#" + part.id()));
      }
      if (javadoc && entry.file().equals(Contents.OPTIONS)) {
        link(list, 1, "Javadoc", JAVADOC);
      }
    }
    return HtmlRenderer.builder()
        .attributeProviderFactory(
            context ->
                (node, tag, attributes) -> {
                  if (current.file().equals(attributes.get("href"))) {
                    attributes.put("aria-current", "page");
                  }
                })
        .build()
        .render(Parser.builder().build().parse(list.toString()));
  }

  private static void link(StringBuilder list, int depth, String words, String destination) {
    list.append("  ".repeat(depth)).append("- [").append(OptionsReference.escaped(words));
    list.append("](").append(destination).append(")\n");
  }

  /** Returns what the search looks through, as JSON that may stand in a script. */
  private String index() throws IOException {
    List<Map<String, String>> all = new ArrayList<>();
    pages.forEach(
        (entry, page) ->
            page.parts()
                .forEach(
                    part ->
                        all.add(
                            Map.of(
                                "page", page.title(),
                                "heading", part.heading(),
                                "url", entry.file() + "#" + part.id(),
                                "text", part.text()))));
    return JsonMapper.builder().build().writeValueAsString(all).replace("<", "\\u003c");
  }

  private static String resource(String name) {
    return ResourceText.beside(Site.class, "/site/" + name);
  }
}
