// Runs beside the page, in a world of its own: sorts the rows of a listing by a column whose heading is clicked, and
// puts them back as filed at the third click. The number of a row's block is its place as filed; the text keeps that.
"use strict";
(() => {
  const LEAST = 3; // rows worth sorting
  const FIGURE = /^[-+(]?\s*[$€£¥]?\s*[-+(]?(\d[\d,]*\.?\d*|\.\d+)\s*\)?\s*%?$/;
  const DAY = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/;
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const chosen = new Map(); // by the number of a table: the column it is sorted by, and whether downwards

  const number = (element) => Number(element.dataset.b);
  const bodies = (box) => [...box.querySelectorAll("tbody")];
  const asFiled = (box) => bodies(box).flatMap((body) => [...body.rows]).sort((a, b) => number(a) - number(b));
  const headings = (box) => [...(box.querySelector("thead > tr:last-child")?.cells ?? [])];

  // The cell of a row that stands in a column, whatever the cells before it span.
  const cellAt = (row, column) => {
    let at = 0;
    for (const cell of row.cells) {
      if (column < at + cell.colSpan) return cell;
      at += cell.colSpan;
    }
    return null;
  };
  const columnOf = (heading) => {
    let at = 0;
    for (let before = heading.previousElementSibling; before; before = before.previousElementSibling) at += before.colSpan;
    return at;
  };

  // What a cell says, without the marks of footnotes.
  const said = (cell) => {
    if (!cell) return "";
    if (!cell.querySelector("sup")) return cell.textContent.trim();
    const bare = cell.cloneNode(true);
    for (const mark of bare.querySelectorAll("sup")) mark.remove();
    return bare.textContent.trim();
  };
  const figureOf = (text) => {
    if (!FIGURE.test(text) || /^0\d/.test(text)) return NaN; // what begins like that names something
    const size = Number(text.replace(/[^\d.]/g, ""));
    return /[-(]/.test(text) ? -size : size;
  };
  const dayOf = (text) => {
    const [, month, day, year] = DAY.exec(text) ?? [];
    return year ? (Number(year) * 100 + Number(month)) * 100 + Number(day) : NaN;
  };

  // What kind of values a column holds, and the value of each of its texts: the kind is that of more than half of them.
  const read = (texts) => {
    const some = texts.filter(Boolean);
    for (const [kind, valueOf] of [["figures", figureOf], ["days", dayOf]]) {
      const values = texts.map(valueOf);
      if (values.filter((value) => !Number.isNaN(value)).length * 2 > some.length) return { kind, values };
    }
    return { kind: "words", values: texts.map(() => NaN) };
  };

  // Rows in the order of a column: its figures or days, then its words; rows without a value last, alike ones as filed.
  const inOrder = (rows, column, down) => {
    const texts = rows.map((row) => said(cellAt(row, column)));
    const { kind, values } = read(texts);
    const rank = (at) => (!texts[at] ? 2 : kind !== "words" && Number.isNaN(values[at]) ? 1 : 0);
    const ranks = texts.map((_, at) => rank(at));
    const compare = (a, b) => {
      if (ranks[a] !== ranks[b]) return ranks[a] - ranks[b];
      const way = Number.isNaN(values[a]) ? words.compare(texts[a], texts[b]) : values[a] - values[b];
      return down ? -way : way;
    };
    return { kind, rows: rows.map((_, at) => at).sort(compare).map((at) => rows[at]) };
  };

  // Puts rows into the bodies of a listing; what is marked in them, as found, stays marked.
  const put = (box, rows) => {
    const marks = [...CSS.highlights.values()].flatMap((marked) => [...marked]);
    const places = marks.map((each) => [each.startContainer, each.startOffset, each.endContainer, each.endOffset]);
    const pieces = bodies(box).map((body) => [body, body.rows.length]);
    let at = 0;
    for (const [body, count] of pieces) body.replaceChildren(...rows.slice(at, (at += count)));
    marks.forEach((mark, number) => {
      const [start, from, end, to] = places[number];
      mark.setStart(start, from);
      mark.setEnd(end, to);
    });
  };

  // Sorts a listing by what was chosen for it, if anything, and says so in its headings; returns the kind of values.
  const apply = (box) => {
    const choice = chosen.get(number(box.querySelector("table")));
    const filed = asFiled(box);
    const made = choice ? inOrder(filed, choice.column, choice.down) : { kind: "", rows: filed };
    put(box, made.rows);
    box.classList.toggle("sorted", Boolean(choice));
    for (const heading of headings(box)) {
      const isChosen = choice && heading.textContent.trim() && columnOf(heading) === choice.column;
      heading.setAttribute("aria-sort", isChosen ? (choice.down ? "descending" : "ascending") : "none");
    }
    return made.kind;
  };

  const nameOf = (box, heading) => {
    const rows = [...box.querySelectorAll("thead > tr")];
    const above = rows.slice(0, -1).map((row) => said(cellAt(row, columnOf(heading))));
    return [...above, said(heading)].filter(Boolean).join(": ");
  };

  // Figures begin with the largest, all else with the first; the second click turns that round, the third undoes it.
  const next = (box, column, former) => {
    const { kind } = read(asFiled(box).map((row) => said(cellAt(row, column))));
    const first = kind === "figures";
    if (former?.column !== column) return { column, down: first };
    return former.down === first ? { column, down: !first } : null;
  };

  const choose = (heading) => {
    const box = heading.closest("div.table");
    const table = number(box.querySelector("table"));
    const choice = next(box, columnOf(heading), chosen.get(table));
    if (choice) chosen.set(table, choice);
    else chosen.delete(table);
    const kind = apply(box);
    const top = box.getBoundingClientRect().top;
    if (top < 0) scrollTo(scrollX, scrollY + top);
    globalThis.filingLink?.renew(nameOf(box, heading), kind, Boolean(choice?.down));
  };

  const boxOf = (table) => document.querySelector(`div.listing > table[data-b="${table}"]`)?.parentElement;

  const headingOf = (event) => event.target.closest?.("div.sortable > table > thead > tr:last-child > th[tabindex]");

  // Before link.js, which would light the row of headings.
  addEventListener("click", (event) => {
    const heading = headingOf(event);
    const isPlain = !(event.button || event.ctrlKey || event.shiftKey || event.altKey || event.metaKey);
    if (!heading || !isPlain || !getSelection().isCollapsed || event.target.closest("a[href]")) return;
    event.stopPropagation();
    choose(heading);
  }, true);
  addEventListener("keydown", (event) => {
    const heading = headingOf(event);
    if (!heading || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    choose(heading);
  });

  globalThis.filingSort = {
    // Lets the headings of a listing be clicked; called when it comes near the window. In a page as filed, what is called
    // a listing is the filer's own.
    prepare(box) {
      if (document.documentElement.dataset.filed) return;
      if (box.matches(".sortable") || !box.matches(".listing") || box.querySelector("tbody [rowspan]")) return;
      const rows = bodies(box).reduce((count, body) => count + body.rows.length, 0);
      if (rows < LEAST) return;
      box.classList.add("sortable");
      for (const heading of headings(box).filter((each) => each.textContent.trim())) {
        heading.tabIndex = 0;
        if (!heading.hasAttribute("aria-sort")) heading.setAttribute("aria-sort", "none");
      }
    },
    // To be called where the page got other rows: what was sorted is sorted again.
    renew() {
      for (const table of chosen.keys()) {
        const box = boxOf(table);
        if (box) apply(box);
      }
    },
    // Puts all rows back as filed.
    undo() {
      for (const table of [...chosen.keys()]) {
        chosen.delete(table);
        const box = boxOf(table);
        if (box) apply(box);
      }
      globalThis.filingLink?.renew("", "", false);
    },
    get isSorted() { return chosen.size > 0; },
  };
})();
