// Runs in our own world beside the page: marks what was found. Each mark is [block, words, ordinal, current]: the
// ordinal-th place (from 0) at which these words stand in the block; white space between them may be any, or none.
"use strict";
((marks, scroll) => {
  CSS.highlights.delete("found");
  CSS.highlights.delete("current");
  const found = [], current = [], texts = new Map(), places = new Map();
  const boundary = "td,th,p,li,pre,div,caption,h1,h2,h3,h4,h5,h6";

  const textOf = (id) => {
    if (texts.has(id)) return texts.get(id);
    // In a page as filed, one block may stand in several elements.
    const blocks = [...document.querySelectorAll(`[data-b="${id}"]`)];
    const nodes = [];
    let words = "";
    let before = null;
    for (const block of blocks) {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement.closest("[data-b]") !== block) continue;
        const box = node.parentElement.closest(boundary);
        const parted = before !== null && (box !== before || node.previousSibling?.nodeName === "BR");
        if (parted) words += "\n";
        nodes.push([words.length, node]);
        words += node.data;
        before = box;
      }
    }
    const made = { block: blocks[0], nodes, words };
    texts.set(id, made);
    return made;
  };

  const pointAt = (nodes, offset, isEnd) => {
    let low = 0, high = nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (nodes[middle][0] < offset || (!isEnd && nodes[middle][0] === offset)) low = middle; else high = middle - 1;
    }
    const [start, node] = nodes[low];
    return [node, Math.min(Math.max(offset - start, 0), node.length)];
  };

  const placesOf = (id, words) => {
    const key = `${id} ${words}`;
    if (!places.has(key)) {
      // As filed, a sign may stand in a cell of its own, apart from its figure.
      const parts = document.documentElement.dataset.filed ? [...words.replace(/\s+/g, "")] : words.split(/\s+/);
      const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\\/-]/g, "\\$&"));
      const pattern = new RegExp(escaped.join("\\s*"), "g");
      places.set(key, [...textOf(id).words.matchAll(pattern)].map((each) => [each.index, each.index + each[0].length]));
    }
    return places.get(key);
  };

  for (const [id, words, ordinal, isCurrent] of marks) {
    const { block, nodes } = textOf(id);
    if (!nodes.length) continue;
    const standing = placesOf(id, words);
    const place = standing[Math.min(ordinal, standing.length - 1)];
    const range = document.createRange();
    if (place) {
      range.setStart(...pointAt(nodes, place[0], false));
      range.setEnd(...pointAt(nodes, place[1], true));
    } else {
      range.selectNodeContents(block);
    }
    (isCurrent ? current : found).push(range);
  }
  if (found.length) CSS.highlights.set("found", new Highlight(...found));
  if (!current.length) return JSON.stringify([found.length, ""]);
  const strong = new Highlight(...current);
  strong.priority = 1;
  CSS.highlights.set("current", strong);
  if (scroll) {
    const range = current[0];
    const box = range.startContainer.parentElement?.closest("div.table");
    let seen = range.getBoundingClientRect();
    if (box?.matches(".wide")) {
      if (seen.left < 0 || seen.right > innerWidth) scrollTo(scrollX + seen.left - innerWidth / 3, scrollY);
    } else if (box) {
      const frame = box.getBoundingClientRect();
      if (seen.left < frame.left || seen.right > frame.right) box.scrollLeft += seen.left - frame.left - frame.width / 3;
    }
    if (seen.top < 60 || seen.bottom > innerHeight - 40) {
      scrollTo(scrollX, scrollY + seen.top - innerHeight / 3);
    }
  }
  return JSON.stringify([found.length, current.map(String).join(" ")]);
})
