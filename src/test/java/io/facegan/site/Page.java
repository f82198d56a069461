package io.facegan.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** One Markdown text as a page: its HTML, its parts for the search, and the pictures it shows. */
final class Page {
  static final String REPOSITORY = "https://github.com/facegan/facegan/blob/main/";
  static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private static final int SEARCHED_LEVELS = 3;

  /**
   * A heading with what is below it.
   *
   * @param level 1 for the title
   */
  record Part(int level, String id, String heading, String text) {}

  private final Contents contents;
  private final Path source;
  private final Node document;
  private final Map<Node, String> ids = new IdentityHashMap<>();
  private final Map<Path, String> pictures = new TreeMap<>();
  private final List<Part> parts = new ArrayList<>();

  /**
   * @param source of the text, from the root; links are from there
   */
  Page(Contents contents, Path source, String markdown) {
    this.contents = contents;
    this.source = source;
    document = Parser.builder().extensions(EXTENSIONS).build().parse(markdown);
    IdGenerator generator = IdGenerator.builder().defaultId("section").build();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            ids.put(heading, generator.generateId(text(heading)));
          }

          @Override
          public void visit(Link link) {
            link.setDestination(destination(link.getDestination()));
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            image.setDestination(picture(image.getDestination()));
          }
        });
    split();
  }

  static Page read(Contents contents, Path source) throws IOException {
    return new Page(contents, source, Files.readString(contents.root().resolve(source)));
  }

  String html() {
    return HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .attributeProviderFactory(
            context ->
                (node, tag, attributes) -> {
                  if (ids.containsKey(node)) {
                    attributes.put("id", ids.get(node));
                  } else if (node instanceof Image) {
                    attributes.put("loading", "lazy");
                  }
                })
        .build()
        .render(document);
  }

  /** Returns the text of the first heading. */
  String title() {
    return parts.get(0).heading();
  }

  List<Part> parts() {
    return parts;
  }

  /** Returns the files of its pictures, from the root, and their names in the site. */
  Map<Path, String> pictures() {
    return pictures;
  }

  private void split() {
    Node node = document.getFirstChild();
    while (node != null) {
      Node next = node.getNext();
      if (!(node instanceof Heading heading) || heading.getLevel() > SEARCHED_LEVELS) {
        throw new IllegalStateException(source + " does not begin with a heading");
      }
      StringBuilder words = new StringBuilder();
      while (next != null
          && !(next instanceof Heading other && other.getLevel() <= SEARCHED_LEVELS)) {
        words.append(text(next)).append(' ');
        next = next.getNext();
      }
      String all = words.toString().replaceAll("\\s+", " ").strip();
      parts.add(new Part(heading.getLevel(), ids.get(heading), text(heading), all));
      node = next;
    }
  }

  private static String text(Node node) {
    return TextContentRenderer.builder().extensions(EXTENSIONS).build().render(node).strip();
  }

  private String destination(String written) {
    if (written.matches("(?:https?|mailto):.*") || written.startsWith("#")) {
      return written;
    }
    String[] place = written.split("#", 2);
    Path target = resolve(place[0]);
    String anchor = place.length == 1 ? "" : "#" + place[1];
    return contents
        .page(target)
        .map(page -> page + anchor)
        .orElse(REPOSITORY + target.toString().replace('\\', '/') + anchor);
  }

  private String picture(String written) {
    Path target = resolve(written);
    String name = target.toString().replaceAll("[^\\w.]+", "-");
    pictures.put(target, "pictures/" + name);
    return "pictures/" + name;
  }

  private Path resolve(String written) {
    Path folder = source.getParent() == null ? Path.of("") : source.getParent();
    Path target = folder.resolve(written).normalize();
    if (!Files.exists(contents.root().resolve(target))) {
      throw new IllegalStateException(
          "%s links to %s, but there is no %s".formatted(source, written, target));
    }
    return target;
  }
}
