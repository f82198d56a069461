package io.facegan.internal.check;

/** The look of the page: readable in light and dark, on wide and narrow screens, and printed. */
final class PageStyle {
  static final String CSS =
      """
      :root { color-scheme: light dark; --ink: #1d2126; --paper: #fbfaf8; --card: #ffffff;
        --faint: #5c6570; --line: #dcdad5; --accent: #2f6f8f; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e6e4df; --paper: #16191d; --card: #1f2429; --faint: #a2abb5;
          --line: #343b43; --accent: #7cb9d6; }
      }
      * { box-sizing: border-box; }
      body { margin: 0; background: var(--paper); color: var(--ink);
        font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
        overflow-wrap: anywhere; }
      main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
      h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; }
      h2 { font-size: 1.25rem; margin: 2.5rem 0 .6rem; }
      h3 { font-size: 1rem; margin: 1.2rem 0 .2rem; }
      p { margin: .4rem 0; max-width: 46rem; }
      small, figcaption, summary, caption, dt { color: var(--faint); }
      code { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: .92em; }
      img { max-width: 100%; height: auto; display: block; }
      figure { margin: 0; }
      figcaption { font-size: .85rem; margin-top: .3rem; }
      .numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
        gap: .6rem; margin: 1.2rem 0 0; }
      .numbers div { display: flex; flex-direction: column-reverse; background: var(--card);
        border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .8rem; }
      .numbers dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
      .numbers dt { font-size: .85rem; }
      .suggestion { background: var(--card); border: 1px solid var(--line);
        border-left: .3rem solid var(--accent); border-radius: .5rem;
        padding: .2rem 1.1rem .7rem; margin-top: 1.4rem; }
      .suggestion h2 { margin: .6rem 0 .2rem; }
      .suggestion ul { margin: .3rem 0; padding-left: 1.2rem; }
      .pictures { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: flex-start; }
      .sheet { flex: 1 1 30rem; max-width: 52rem; }
      .mean { flex: 0 1 12rem; }
      .mean img { width: 100%; max-width: 12rem; }
      .tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
        gap: 1.5rem; align-items: start; }
      table { border-collapse: collapse; width: 100%; }
      caption { text-align: left; font-size: .85rem; padding-bottom: .2rem; }
      th, td { border-top: 1px solid var(--line); padding: .25rem .5rem .25rem 0; }
      th { text-align: left; font-weight: normal; }
      td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      .share { width: 30%; padding-right: 0; }
      .share span { display: block; height: .6rem; min-width: 1px; background: var(--accent);
        border-radius: 2px; }
      summary { cursor: pointer; font-size: .85rem; }
      .names { columns: 15rem; margin: .3rem 0; padding-left: 1.2rem; font-size: .9rem; }
      .names li { break-inside: avoid; }
      .groups { padding-left: 1.5rem; }
      .groups li { border-top: 1px solid var(--line); padding: .7rem 0; }
      .groups figure { display: inline-block; vertical-align: top; width: 8.5rem;
        margin: 0 .8rem .4rem 0; }
      """;

  private PageStyle() {}
}
