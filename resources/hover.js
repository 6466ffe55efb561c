// Runs beside the page, in a world of its own: tells over which word the pointer rests, and when it leaves that word.
// A word's place is counted in letters of its block, white space apart, which is the same in the tree. Nothing is done
// before the pointer rests.
"use strict";
(() => {
  const RESTS = 250; // milliseconds
  let pointer = { x: -1, y: -1, at: 0 };
  let isWaiting = false;
  let told = null; // the box of the word that was told of

  const count = (text) => text.replace(/\s+/g, "").length;
  const isIn = (box, x, y) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

  // The letters of a block up to a place in one of its text nodes. In a page as filed, a block may stand in several
  // elements; the marker of a list item is none of its letters.
  const lettersBefore = (block, node, offset) => {
    let letters = 0;
    for (const element of document.querySelectorAll(`[data-b="${block}"]`)) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let each = walker.nextNode(); each; each = walker.nextNode()) {
        if (each === node) return letters + count(each.data.slice(0, offset));
        const holder = each.parentElement.closest("[data-b], .marker");
        if (holder === element) letters += count(each.data);
      }
    }
    return letters;
  };

  const wordAt = (x, y) => {
    const caret = document.caretRangeFromPoint(x, y);
    const node = caret?.startContainer;
    const block = node?.nodeType === Node.TEXT_NODE && node.parentElement.closest("[data-b]:not(table)");
    if (!block || node.parentElement.closest(".marker")) return null;
    let start = caret.startOffset, end = start;
    while (start > 0 && /\S/.test(node.data[start - 1])) start--;
    while (end < node.length && /\S/.test(node.data[end])) end++;
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    const box = range.getBoundingClientRect();
    if (start === end || !isIn(box, x, y)) return null;
    const number = Number(block.dataset.b);
    const first = lettersBefore(number, node, start);
    const letter = first + Math.min(caret.startOffset, end - 1) - start;
    return { block: number, word: node.data.slice(start, end), first, letter, box };
  };

  const leave = () => {
    if (told) globalThis.filingLink?.hovered("");
    told = null;
  };

  // Tells the word below the pointer, if there is one; says whether that is done with.
  const tell = () => {
    const found = told ? null : wordAt(pointer.x, pointer.y);
    if (!found) return true;
    const { left, top, width, height } = found.box;
    const isHeard = globalThis.filingLink?.hovered(JSON.stringify({ ...found, box: [left, top, width, height] }));
    if (isHeard) told = found.box;
    return isHeard;
  };

  const look = () => {
    const rests = performance.now() - pointer.at >= RESTS;
    isWaiting = !rests || !tell();
    if (isWaiting) requestAnimationFrame(look);
  };

  addEventListener("mousemove", (event) => {
    pointer = { x: event.clientX, y: event.clientY, at: performance.now() };
    if (told && !isIn(told, pointer.x, pointer.y)) leave();
    if (!isWaiting && !event.buttons) {
      isWaiting = true;
      requestAnimationFrame(look);
    }
  }, { passive: true });
  for (const name of ["scroll", "mousedown", "keydown", "blur"]) addEventListener(name, leave, { passive: true });
  document.documentElement.addEventListener("mouseleave", () => {
    pointer = { x: -1, y: -1, at: 0 };
    leave();
  });
})();
