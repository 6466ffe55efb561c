// Runs beside the page, in a world of its own: underlines the facts of inline XBRL while the reader wants to see them. A
// fact stands in a block from one letter on up to another, white space not counted.
"use strict";
(() => {
  // The text nodes of a block with the letters before each; in a page as filed it may stand in several elements.
  const nodesOf = (elements) => {
    const nodes = [];
    let letters = 0;
    for (const element of elements) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest("[data-b], .marker") !== element) continue;
        nodes.push([letters, node]);
        letters += node.data.replace(/\s+/g, "").length;
      }
    }
    return nodes;
  };

  // Where a letter stands: its node, and its place there.
  const placeOf = (nodes, letter) => {
    const [before, node] = nodes.findLast(([start]) => start <= letter) ?? [];
    let left = letter - before;
    for (let at = 0; node && at < node.length; at++) {
      if (/\S/.test(node.data[at]) && left-- === 0) return [node, at];
    }
    return null;
  };

  const mark = (places) => {
    CSS.highlights.delete("fact");
    const wanted = new Map(places.map(([block]) => [block, []]));
    for (const element of document.querySelectorAll("[data-b]:not(table)")) wanted.get(Number(element.dataset.b))?.push(element);
    const nodes = new Map();
    const ranges = [];
    for (const [block, start, end] of places) {
      if (!nodes.has(block)) nodes.set(block, nodesOf(wanted.get(block)));
      const first = placeOf(nodes.get(block), start), last = placeOf(nodes.get(block), end - 1);
      if (!first || !last) continue;
      const range = document.createRange();
      range.setStart(...first);
      range.setEnd(last[0], last[1] + 1);
      ranges.push(range);
    }
    if (ranges.length) CSS.highlights.set("fact", new Highlight(...ranges));
    return ranges.length;
  };

  globalThis.filingFacts = { mark };
})();
