/**
 * The page of a run, {@code report.html}: {@link io.facegan.internal.page.RunReader} reads a run
 * folder into {@link io.facegan.internal.page.RunData}, {@link io.facegan.internal.page.PageData}
 * holds one run or several, and {@link io.facegan.internal.page.ReportPage} makes one HTML file of
 * that. {@link io.facegan.internal.page.RunReport} writes it in the course of a training.
 *
 * <p>A server shows a run that goes on in these steps:
 *
 * <ol>
 *   <li>It keeps one {@link io.facegan.internal.page.RunReader}. Each {@code read(true)} reads only
 *       what is new, so it can be asked every second; it is used by one thread at a time.
 *   <li>It answers with {@code new ReportPage(PageData.of(run)).html(new Live(bar, script))}: the
 *       bar, HTML, is what {@code <div id="live">} holds, above the progress; the script, which
 *       runs last, connects to the server. The page's policy allows it to connect to where it comes
 *       from and to load images from there, and allows no other script.
 *   <li>It pushes {@code PageData.of(run).json(address)}, and the script hands the parsed object to
 *       {@code window.facegan.update(data)}, which draws the page anew. {@code address} names where
 *       the page finds a grid or the real images, as {@code picture -> "grid/" + picture.step()};
 *       null for those that the page has: it keeps its image of that step.
 * </ol>
 *
 * <p>The JSON, also in the page's element {@code #data}: {@code format} 1, {@code title}, {@code
 * charts} (by place: {@code main, figures, more, machine}; each chart has {@code id, title, unit,
 * log, level, levelName, lines: [{name, style, points: {step, value, low?, high?}}], marks: [{step,
 * words}]} and its drawing) and {@code runs} (each {@code name, folder, state, words, step, steps,
 * progress, summary, tables, grids: [{step, words, width, height, src?}]}, the newest first, and
 * {@code reals} like them). {@code tables} has rows of cells under the names that the page's {@code
 * data-rows} have: {@code tiles, figures, events, commands, facts, card, skipped, notes}. {@code
 * update} is for pages of one run.
 */
package io.facegan.internal.page;
