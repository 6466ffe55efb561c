/* What the page shows, as JSON: {lines, cells, rows}. The shapes are those of `shown.py`, which reads it.

A line is what stands between two breaks that the filer set: the ends of a block, a <br>, a line feed where white space
is kept. That the window breaks it again to its own width is no break. Words that no rectangle is drawn for are not
shown. Glyphs of symbol fonts are written as the ballot boxes they are, others as U+25A1; raised figures behind a figure
as raised ones.
*/
(function () {
  const SYMBOL = /^["']?(wingdings|webdings|symbol)/i;
  const BOXES = {
    "wingdings": { "o": "☐", "q": "☐", "r": "☐", "\u00a8": "☐", "x": "☒", "\u00fd": "☒", "\u00fe": "☑" },
    "wingdings 2": { "\u00a3": "☐", "*": "☐", "R": "☑", "S": "☒", "T": "☒", "Q": "☒", "V": "☒" },
    "webdings": { "c": "☐" },
  };
  const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const BOLD = 1, KEPT = 2, UNDERLINED = 4;
  const HEADING = 1, RULED = 2;
  const lines = [], cells = [], rows = [];
  let blocks = 0, tables = 0, blank = 0, marker = "", line = null;
  const range = document.createRange();
  const round = (number) => Math.round(number * 10) / 10;

  function end(context) {
    if (line && line.text.trim()) {
      const flags = (line.bold ? BOLD : 0) | (line.kept ? KEPT : 0) | (line.underlined ? UNDERLINED : 0);
      lines.push([line.text, round(line.left), round(line.top), round(line.right), round(line.bottom), line.size,
        round(line.length), line.cell, line.block, blank, flags, edge(line)]);
      blank = 0;
    } else if (context) blank++;
    line = null;
  }

  function edge(line) {  // where the last digit of a short line ends
    if (line.text.length > 40 || !/\d/.test(line.text)) return 0;
    for (const [node, from, to] of [...line.pieces].reverse())
      for (let at = to - 1; at >= from; at--)
        if (/\d/.test(node.data[at])) {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return round(range.getBoundingClientRect().right);
        }
    return 0;
  }

  function glyphs(text, family) {
    const name = family.split(",")[0].replace(/["']/g, "").trim().toLowerCase();
    return text.replace(/[!-\u009f\u00a1-\u00ff\uf020-\uf0ff]/g, (sign) => {
      const low = String.fromCharCode(sign.charCodeAt(0) & 0xff);
      return (BOXES[name] || {})[low] || "\u25a1";
    });
  }

  function add(text, node, from, to, style, context) {
    range.setStart(node, from);
    range.setEnd(node, to);
    const rects = [...range.getClientRects()].filter((r) => r.width > 0 && r.height > 0 && r.right > 0 && r.bottom > 0);
    if (!text.trim()) {
      if (line && text) line.text += " ";
      return;
    }
    if (!rects.length) return;
    place(text, rects, style, context, [node, from, to]);
  }

  function place(text, rects, style, context, piece) {
    const size = parseFloat(style.fontSize);
    if (!line) {
      line = { text: marker ? marker + " " : "", pieces: [], left: 1e9, top: 1e9, right: -1e9, bottom: -1e9, size, length: 0,
        cell: context.cell, block: context.block, bold: true, underlined: true, kept: context.kept, last: null };
      marker = "";
    }
    const first = rects[0], last = line.last;
    if (last && first.top < last.bottom && first.bottom > last.top && first.left - last.right > 0.2 * size)
      line.text += " ";
    line.last = rects[rects.length - 1];
    if (context.raised && /\d$/.test(line.text) && /^\s*\d[\d,\s]*$/.test(text))
      text = text.replace(/\d/g, (digit) => RAISED[digit]);
    else if (piece) line.pieces.push(piece);
    line.text += text;
    for (const r of rects) {
      line.left = Math.min(line.left, r.left);
      line.top = Math.min(line.top, r.top);
      line.right = Math.max(line.right, r.right);
      line.bottom = Math.max(line.bottom, r.bottom);
      line.length += r.width;
    }
    if (parseInt(style.fontWeight) < 600) line.bold = false;
    if (!context.underlined) line.underlined = false;
  }

  function words(node, style, context) {
    if (style.visibility !== "visible" || !node.data) return;
    const kept = /^(pre|break)/.test(style.whiteSpace);
    const data = SYMBOL.test(style.fontFamily) ? glyphs(node.data, style.fontFamily) : node.data;
    const inside = { ...context, kept: kept && style.whiteSpace !== "pre-line" };
    if (!kept) {
      add(data.replace(/[ \t\r\n\f]+/g, " "), node, 0, node.length, style, inside);
      return;
    }
    let from = 0;
    for (const piece of data.split("\n")) {
      if (from) end(context);
      add(piece, node, from, from + piece.length, style, inside);
      from += piece.length + 1;
    }
  }

  function ordinal(item) {
    const list = item.parentElement;
    let number = list && list.localName === "ol" && list.hasAttribute("start") ? list.start : 1;
    for (const each of list ? list.children : []) {
      if (each.hasAttribute("value")) number = each.value;
      if (each === item) break;
      if (getComputedStyle(each).display === "list-item") number++;
    }
    return number;
  }

  function roman(number) {
    const signs = [["m", 1000], ["cm", 900], ["d", 500], ["cd", 400], ["c", 100], ["xc", 90], ["l", 50], ["xl", 40],
      ["x", 10], ["ix", 9], ["v", 5], ["iv", 4], ["i", 1]];
    let said = "";
    for (const [sign, value] of signs) while (number >= value) { said += sign; number -= value; }
    return said;
  }

  function numbered(item, style) {
    const type = style.listStyleType;
    if (type === "none") return "";
    const number = ordinal(item);
    if (type === "decimal") return number + ".";
    if (/roman/.test(type)) return roman(number) + ".";
    if (/alpha|latin/.test(type)) return String.fromCharCode(96 + ((number - 1) % 26) + 1) + ".";
    return "\u2022";
  }

  function control(element, style, context) {  // what a form field shows, its caption apart
    const rects = [...element.getClientRects()].filter((r) => r.width > 0 && r.height > 0);
    if (!rects.length || style.visibility !== "visible") return;
    const type = element.type, name = element.localName;
    let text = "";
    if (name === "select") text = [...element.selectedOptions].map((option) => option.label).join(" ");
    else if (type === "checkbox" || type === "radio") text = element.checked ? "☒" : "☐";
    else if (name === "textarea" || !/^(hidden|image|password|file|range|color)$/.test(type)) text = element.value;
    if (text.trim()) place(text, rects, style, context, null);
  }

  function walk(element, context) {
    const style = getComputedStyle(element), display = style.display, name = element.localName;
    if (display === "none" || style.opacity === "0") return;
    if (name === "br") { end(context); return; }
    if (/^(select|input|textarea)$/.test(name)) { control(element, style, context); return; }
    if (/^(script|style|noscript|iframe|object|svg|img|video|audio|head|title)$/.test(name)) return;
    const inside = { ...context };
    if (/underline/.test(style.textDecorationLine)) inside.underlined = true;
    if (name === "sup" || style.verticalAlign === "super") inside.raised = true;
    const isInline = /^(inline|contents|ruby)/.test(display);
    if (!isInline) {
      if (line) end(null);
      blank = 0;
      inside.block = ++blocks;
      inside.underlined = /underline/.test(style.textDecorationLine) || context.underlined;
    }
    if (display === "table" || display === "inline-table") inside.table = tables++;
    if (display === "table-header-group") inside.head = 1;
    if (display === "table-row") inside.row = rows.push([inside.table, inside.head || 0, context.cell]) - 1;
    if (display === "table-cell") {
      const box = element.getBoundingClientRect();
      const ruled = !/none|hidden/.test(style.borderBottomStyle) && parseFloat(style.borderBottomWidth) > 0;
      cells.push([inside.row, round(box.left), round(box.top), round(box.right), round(box.bottom),
        (name === "th" ? HEADING : 0) | (ruled ? RULED : 0)]);
      inside.cell = cells.length - 1;
      inside.head = 0;
    }
    if (display === "list-item") marker = numbered(element, style);
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) words(child, style, inside);
      else if (child.nodeType === 1) walk(child, inside);
    }
    if (!isInline) {
      if (line) end(null);
      blank = 0;
      if (display === "list-item") marker = "";
    }
  }

  const root = document.body || document.documentElement;
  walk(root, { cell: -1, block: 0, row: -1, table: -1, raised: false, underlined: false, kept: false });
  end(null);
  return JSON.stringify({ lines, cells, rows });
})()
