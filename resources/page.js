// Runs in a world of its own beside the page, which itself runs nothing. A table that fits its box needs no scroll bar
// of its own; then its header can stay in sight. Looked at table by table, when it comes near the window.
"use strict";
(() => {
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        const box = entry.target;
        box.classList.remove("fits");
        box.classList.toggle("fits", box.scrollWidth <= box.clientWidth + 1);
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
