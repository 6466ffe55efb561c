// Runs beside the page, in a world of its own: puts what is selected on the clipboard as a reader means it. As HTML it
// keeps headings, paragraphs, tables and emphasis and nothing of the page's own look; as text a paragraph is a line, a
// row of a table is a line too, and its cells are parted by tabs, so that a spreadsheet takes each for a cell.
"use strict";
(() => {
  const KEPT = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "PRE", "UL", "OL", "LI", "TABLE", "THEAD", "TBODY", "TR",
    "TD", "TH", "B", "STRONG", "I", "EM", "U", "S", "SUP", "SUB", "BLOCKQUOTE"]);
  const PARTS = new Set(["P", "H1", "H2", "H3", "H4", "H5", "H6", "PRE", "UL", "OL", "LI", "DIV", "TABLE", "CENTER", "HR",
    "BLOCKQUOTE", "DL", "DT", "DD"]);
  const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
  const isSeen = (element) => !PARTS.has(element.tagName) || element.checkVisibility();
  const isKept = (node) => getComputedStyle(node.parentElement).whiteSpace.startsWith("pre");

  const isStruck = (element) => element && getComputedStyle(element).textDecorationLine.includes("line-through");

  // Words that were struck out are no more; a plain text tells them by the signs that Markdown has for it. Until all of
  // it is made, another sign stands for these, so that what is struck out piece by piece is told as one.
  const EDGE = "\ufdd0";
  const signed = (words) => words.replace(/\ufdd0(\s*)\ufdd0/g, "$1").replaceAll(EDGE, "~~");
  const told = (words) => words.replace(/^(\s*)(\S[^]*?)(\s*)$/, `$1${EDGE}$2${EDGE}$3`);
  const isStruckAround = (node) => {
    for (let element = node.parentElement; element; element = element.parentElement) if (isStruck(element)) return true;
    return false;
  };

  // Raised digits behind a figure are no part of it: as text, and in the cells of a spreadsheet, they are set as digits
  // that are raised by themselves.
  const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const isRaisedNote = (element) => {
    const isRaised = element.tagName === "SUP" || getComputedStyle(element).verticalAlign === "super";
    if (!isRaised || !/^\s*\d+([,\s]+\d+)*\s*$/.test(element.textContent)) return false;
    const around = element.closest("td, th, p, div, li, pre") ?? document.body;
    const walker = document.createTreeWalker(around, NodeFilter.SHOW_TEXT);
    walker.currentNode = element;
    return /\d$/.test(walker.previousNode()?.data ?? "");
  };
  const raised = (words) => words.replace(/\d/g, (digit) => RAISED[digit]);

  // What of a text node is selected.
  const said = (node, range) => {
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.length;
    const text = node.data.slice(start, end);
    return isKept(node) ? text : text.replace(/[ \t\r\n\f]+/g, " ");
  };

  // The same for a plain text, in which the spaces and line ends of lines that are kept outlive the folding of others.
  const plain = (node, range) => {
    const text = said(node, range);
    return isKept(node) ? text.replace(/ /g, "\u00a0").replace(/\n/g, "\u2028") : text;
  };

  const children = (node, range) => [...node.childNodes].filter((child) =>
    child.nodeType === Node.TEXT_NODE ? range.intersectsNode(child)
      : child.nodeType === Node.ELEMENT_NODE && range.intersectsNode(child) && isSeen(child));

  const tag = (element) => {
    const name = element.tagName.toLowerCase();
    const span = element.colSpan > 1 ? ` colspan="${element.colSpan}"` : "";
    const rows = element.rowSpan > 1 ? ` rowspan="${element.rowSpan}"` : "";
    const align = /^T[DH]$/.test(element.tagName) && getComputedStyle(element).textAlign.replace(/^-webkit-/, "");
    return `<${name}${span}${rows}${align === "right" || align === "center" ? ` align="${align}"` : ""}>`;
  };

  const html = (node, range) => {
    if (node.nodeType === Node.TEXT_NODE) return escaped(said(node, range));
    const name = node.tagName;
    if (isRaisedNote(node) && node.closest("td, th")) return raised(children(node, range).map((c) => html(c, range)).join(""));
    if (name === "BR") return "<br>";
    if (name === "HR") return "<hr>";
    // A row keeps its empty and its unselected cells: columns stay columns.
    const inner = (name === "TR" ? [...node.cells] : children(node, range))
      .map((child) => range.intersectsNode(child) ? html(child, range) : `${tag(child)}</${child.tagName.toLowerCase()}>`)
      .join("");
    if (name === "A" && /^(https?|mailto):/i.test(node.getAttribute("href") ?? "")) {
      return `<a href="${escaped(node.getAttribute("href")).replace(/"/g, "&quot;")}">${inner}</a>`;
    }
    if (KEPT.has(name)) return `${tag(node)}${inner}</${name.toLowerCase()}>`;
    return isStruck(node) ? `<s>${inner}</s>` : inner;
  };

  const line = (row, range) => [...row.cells].map((cell) => {
    const words = range.intersectsNode(cell) ? text(cell, range).replace(/\s+/g, " ").trim() : "";
    return words + "\t".repeat(Math.max(cell.colSpan - 1, 0));
  }).join("\t");

  const text = (node, range) => {
    if (node.nodeType === Node.TEXT_NODE) return plain(node, range);
    if (node.tagName === "BR") return "\n";
    if (node.tagName === "TABLE") {
      const rows = [...node.rows].filter((row) => range.intersectsNode(row));
      return `\n\n${rows.map((row) => line(row, range)).join("\n")}\n\n`;
    }
    const words = children(node, range).map((child) => text(child, range)).join("");
    if (isRaisedNote(node)) return raised(words);
    const inner = isStruck(node) && !isStruckAround(node) ? told(words) : words;
    if (node.tagName === "LI") return `\n${inner}`;
    return PARTS.has(node.tagName) && node.tagName !== "DIV" ? `\n\n${inner}\n\n` : PARTS.has(node.tagName) ? `\n${inner}\n` : inner;
  };

  // What holds the selection: of a selection over several cells, their table.
  const holder = (range) => {
    const node = range.commonAncestorContainer;
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return node.nodeType === Node.ELEMENT_NODE && /^(TR|TBODY|THEAD|TFOOT|TABLE)$/.test(element.tagName)
      ? element.closest("table") : node;
  };

  const copied = (range) => {
    const node = holder(range);
    const words = text(node, range).replace(/ *\n */g, "\n").replace(/\n{3,}/g, "\n\n").replace(/^[ \n]+|[ \n]+$/g, "");
    const kept = words.replace(/\u00a0/g, " ").replace(/\u2028/g, "\n");
    const marked = html(node, range);
    return isStruckAround(node)
      ? { html: `<meta charset="utf-8"><s>${marked}</s>`, text: signed(told(kept)) }
      : { html: `<meta charset="utf-8">${marked}`, text: signed(kept) };
  };

  // What of an element is selected says something.
  const speaks = (element, range) => {
    const part = document.createRange();
    part.selectNodeContents(element);
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
    return part.toString().trim() !== "";
  };

  // What is selected, and the numbers of the first and the last block that it has words of; empty where nothing is.
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0);
    const around = holder(range).parentElement?.closest("[data-b]:not(table)");
    const touched = [...document.querySelectorAll("[data-b]:not(table)")].filter((e) => range.intersectsNode(e));
    const blocks = touched.length ? touched : around ? [around] : [];
    const isSaid = (element) => speaks(element, range);
    // In a sorted listing the first that is selected need not be the first as filed.
    const ends = globalThis.filingSort?.isSorted ? blocks.filter(isSaid) : [blocks.find(isSaid), blocks.findLast(isSaid)];
    const numbers = ends.filter(Boolean).map((element) => Number(element.dataset.b));
    const [first, last] = numbers.length ? [Math.min(...numbers), Math.max(...numbers)] : [0, 0];
    const made = copied(range);
    const html_ = made.html.replace('<meta charset="utf-8">', "");
    return made.text ? JSON.stringify({ text: made.text, html: html_, first, last }) : "";
  };
  globalThis.filingCopy = { selected };

  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !event.clipboardData) return;
    const made = copied(selection.getRangeAt(0));
    event.clipboardData.setData("text/plain", made.text);
    event.clipboardData.setData("text/html", made.html);
    event.preventDefault();
  });
})();
