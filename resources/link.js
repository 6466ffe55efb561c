// Runs beside the page, in a world of its own that the page cannot reach: tells which block stands on top and which was
// clicked, and lights a block or brings it to a place when it is asked to. A place is a block's number and how much of
// the block's height, from 0 to 1, lies above the window.
"use strict";
(() => {
  const root = document.documentElement;
  const number = (element) => Number(element.dataset.b);
  let blocks = []; // as they stand on the page
  let filed = []; // by their numbers, which is the same but where a listing was sorted
  let first = 0; // the block that the page begins with, be it the heading of a table, which is none of those
  let lit = [];
  let own = -1; // where this script itself has scrolled to: not to be told
  let kept = null; // the place that stays on top when the window gets another width
  let waiting = false;
  let told = "";
  let heard = 0; // how many times it was asked for another place, which is told with each top
  let link = null;

  const hidden = ".furniture, hr.page-break";

  const look = () => {
    const left = root.dataset.furniture === "hidden" ? `table, thead tr, ${hidden}` : "table, thead tr";
    blocks = [...document.querySelectorAll("[data-b]")].filter((e) => !e.matches(left));
    const begin = document.querySelector("[data-b]");
    first = begin ? number(begin) : 0;
    filed = globalThis.filingSort?.isSorted ? [...blocks].sort((a, b) => number(a) - number(b)) : blocks;
  };

  // In a page as filed, one block may stand in several elements.
  const elements = (block) => [...document.querySelectorAll(`[data-b="${block}"]`)];

  const placeOf = (element) => {
    if (!root.dataset.filed) return element.getBoundingClientRect();
    const places = elements(number(element)).map((e) => e.getBoundingClientRect());
    const top = Math.min(...places.map((p) => p.top)), bottom = Math.max(...places.map((p) => p.bottom));
    return { top, bottom, height: bottom - top };
  };

  // The first element from `line` pixels down, in order by a bisection: blocks stand below each other.
  const firstBelow = (line) => {
    let low = 0, high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (blocks[middle].getBoundingClientRect().bottom > line + 0.5) high = middle;
      else low = middle + 1;
    }
    return blocks[low] ?? null;
  };

  // How many pixels the header of a table covers that stays in sight above its rows, or will when page.js has looked.
  const cover = (element) => {
    const box = element.closest("tbody") && element.closest("div.table");
    const head = box && box.querySelector("thead");
    const stays = head && (box.matches(".fits, .wide") || box.scrollWidth <= box.clientWidth + 1);
    return stays ? head.offsetHeight : 0;
  };

  const top = () => {
    if (scrollY <= 0) return [first, 0];
    let line = 0;
    let found = firstBelow(line);
    if (found) {
      line = cover(found);
      found = line ? firstBelow(line) ?? found : found;
    }
    if (!found) return [0, 0];
    const place = placeOf(found);
    const part = place.height ? (line - place.top) / place.height : 0;
    return [number(found), Math.min(Math.max(part, 0), 1)];
  };

  // The element of a block, or of the first behind it that has one.
  const elementOf = (block) => {
    let low = 0, high = filed.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (number(filed[middle]) < block) low = middle + 1;
      else high = middle;
    }
    return filed[low];
  };

  const scrollDown = (y) => {
    scrollTo(scrollX, y);
    own = scrollY;
  };

  const showTop = (block, part) => {
    const found = elementOf(block);
    if (!found) return false;
    const place = placeOf(found);
    const begins = !part && (block <= first || found === blocks[0]);
    scrollDown(begins ? 0 : scrollY + place.top + part * place.height - cover(found));
    kept = [block, part];
    return true;
  };

  // Lights a block; where it is out of sight, brings it to a height: a part of the window's, from 0 to 1.
  const light = (block, height) => {
    for (const element of lit) element.classList.remove("linked");
    lit = block ? elements(block) : [];
    if (!lit.length) return false;
    for (const element of lit) element.classList.add("linked");
    if (height < 0) return false;
    const place = placeOf(lit[0]);
    const covered = cover(lit[0]);
    if (place.top >= covered && place.bottom <= innerHeight) return true;
    if (place.top < innerHeight && place.bottom > covered && place.height > innerHeight - covered) return true;
    const room = Math.max(innerHeight - place.height - 8, covered + 8);
    scrollDown(scrollY + place.top - Math.max(covered + 8, Math.min(height * innerHeight, room)));
    kept = top();
    return true;
  };

  const named = (name) => {
    const wanted = name.toLowerCase();
    const all = [...document.querySelectorAll("[id]")];
    return document.getElementById(name) ?? all.find((e) => e.id.toLowerCase() === wanted) ?? null;
  };

  const showName = (name) => {
    const found = named(name);
    if (found) scrollTo(scrollX, scrollY + found.getBoundingClientRect().top);
    return Boolean(found);
  };

  const tell = () => {
    waiting = false;
    const [block, part] = top();
    const own_ = Math.abs(scrollY - own) < 1;
    own = own_ ? own : -1;
    if (!own_) kept = [block, part];
    const words = `${block} ${part}`;
    if (link && blocks.length && words !== told) {
      told = words;
      link.scrolled(location.pathname, block, part, own_, heard);
    }
  };

  const tellSoon = () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(tell);
    }
  };

  const click = (event) => {
    const jump = event.target.closest('a[href^="#"]');
    if (jump && link) {
      tell();
      link.jumping(location.pathname);
    }
    if (event.button || event.ctrlKey || event.shiftKey || event.altKey || event.metaKey) return;
    if (!getSelection().isCollapsed || event.target.closest("a[href]") || !blocks.length) return;
    const found = event.target.closest("[data-b]");
    if (found && found.matches("table")) return;
    const block = found ? number(found) : 0;
    light(block, -1);
    const height = found ? Math.max(placeOf(found).top / innerHeight, 0) : 0;
    if (link) link.clicked(location.pathname, block, height);
  };

  const showFurniture = (shown) => {
    const [block, part] = top();
    root.dataset.furniture = shown ? "shown" : "hidden";
    look();
    showTop(block, part);
  };

  // The block at a point of the window, 0 for none.
  const blockAt = (x, y) => {
    const found = document.elementFromPoint(x, y)?.closest("[data-b]");
    return found ? number(found) : 0;
  };

  // Makes of a page that shows a beginning the whole one: what is the same stays, with what is selected in it, and what
  // stood on top stays there.
  const complete = (html) => {
    const whole = new DOMParser().parseFromString(html, "text/html");
    const [block, part] = top();
    const wasLit = lit.length ? number(lit[0]) : 0;
    light(0, -1);
    const fitting = [...document.querySelectorAll("div.table.fits")];
    for (const box of fitting) box.classList.remove("fits");
    const others = [...whole.body.childNodes];
    const rest = others.splice(document.body.childNodes.length);
    for (const node of [...document.body.childNodes]) {
      const other = others.shift();
      if (!other) node.remove();
      else if (!node.isEqualNode(other)) node.replaceWith(other);
    }
    document.body.append(...rest);
    for (const box of fitting) box.classList.add("fits");
    document.title = whole.title;
    globalThis.filingSort?.renew();
    look();
    light(wasLit, -1);
    if (block && scrollY) showTop(block, part);
    globalThis.filingTables?.renew();
    return true;
  };

  // To be called where the rows of a listing stand in another order: by `heading`, or as filed where `kind` is empty.
  const renew = (heading, kind, down) => {
    look();
    tellSoon();
    if (link) link.sorted(location.pathname, heading, kind, down);
  };

  // To be called with the word that the pointer rests on, as JSON; with nothing when it leaves it. Says whether somebody
  // hears it: not before the channel is there.
  const hovered = (word) => {
    link?.hovered(location.pathname, word);
    return Boolean(link);
  };

  const unsort = () => globalThis.filingSort?.undo();
  const markFacts = (places) => globalThis.filingFacts?.mark(places);

  // To be called with the number of a request, and the function of this script that brings a block into sight. Where it
  // stands after that is told in any case: what was told before the request was heard is out of date.
  const go = (request, name, ...values) => {
    heard = request;
    if (!globalThis.filingLink[name](...values)) return;
    told = "";
    tellSoon();
  };

  look();
  globalThis.filingLink = { go, complete, light, showTop, showName, showFurniture, blockAt, top, renew, hovered, markFacts, unsort, get blocks() { return blocks; } };
  addEventListener("load", () => link?.filled(location.pathname));
  addEventListener("scroll", tellSoon, { passive: true });
  // Lines break anew, at another width or in other letters: the engine would keep the pixels above, not the words.
  addEventListener("resize", () => {
    if (!kept || scrollY <= 0) return;
    const isNews = own < 0 && !told; // where a link led, of which nobody has heard yet
    showTop(...kept);
    if (isNews) own = -1;
  });
  document.addEventListener("click", click);
  // The mouse's own buttons: back and forward lead through the window's history, never the engine's.
  for (const name of ["mousedown", "mouseup"]) {
    addEventListener(name, (event) => {
      if (event.button !== 3 && event.button !== 4) return;
      event.preventDefault();
      if (name === "mouseup" && link) link.travel(event.button === 3 ? -1 : 1);
    });
  }

  const { block, part, name, lit: wasLit } = root.dataset;
  if (wasLit) light(Number(wasLit), -1);
  if (!(name && showName(name)) && block) showTop(Number(block), Number(part));

  if (globalThis.qt && qt.webChannelTransport) {
    new QWebChannel(qt.webChannelTransport, (channel) => {
      link = channel.objects.link;
      link.came(location.pathname);
      if (document.readyState === "complete") link.filled(location.pathname);
      tellSoon();
    });
  }
})();
