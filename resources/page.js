// Runs in a world of its own beside the page, which itself runs nothing. A table that fits its box needs no scroll bar
// of its own; then its header can stay in sight. So it can where a listing is wider than its box and longer than the
// window: then the page scrolls sideways, and its scroll bar is within reach. Looked at table by table, when it comes
// near the window.
"use strict";
(() => {
  // A wide one is measured as it is: in a box of its own for a moment, the page would lose how far it was scrolled.
  const measure = (box) => {
    box.classList.remove("fits");
    const fits = box.scrollWidth <= box.clientWidth + 1;
    const isWide = !fits && box.matches(".listing") && box.scrollHeight > innerHeight;
    const first = isWide && box.querySelector("tbody td");
    box.classList.toggle("fits", fits);
    box.classList.toggle("wide", isWide);
    // So that a row far to the right can still be told: where its first column leaves room for others.
    box.classList.toggle("pinned", first && first.offsetWidth * 2.5 < innerWidth);
  };
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        const box = entry.target;
        measure(box);
        globalThis.filingSort?.prepare(box);
      }
    }
  }, { rootMargin: "400px" });
  let boxes = [];
  const find = () => {
    boxes = [...document.querySelectorAll("div.table")].filter((box) => box.querySelector("thead"));
  };
  const look = () => boxes.forEach((box) => { near.unobserve(box); near.observe(box); });
  // By frames, not by a timer: where the page itself runs nothing, timers never fire.
  let resizedAt = 0, isWaiting = false;
  const lookWhenStill = () => {
    isWaiting = performance.now() - resizedAt < 100;
    if (isWaiting) requestAnimationFrame(lookWhenStill);
    else look();
  };
  new ResizeObserver(() => {
    resizedAt = performance.now();
    if (!isWaiting) lookWhenStill();
  }).observe(document.documentElement);
  find();
  look();
  // To be called where the page got other tables.
  globalThis.filingTables = { renew() { near.disconnect(); find(); look(); } };
})();
