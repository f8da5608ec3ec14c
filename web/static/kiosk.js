// A screen that many people share: asks whether somebody is still there, and clears itself.
// Without this script, the page leads to one that asks the same, and that one clears the screen.
"use strict";

(() => {
  const bar = document.getElementById("kiosk");
  if (!bar) return;

  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.body.hidden = true;
    window.location.reload();
  });
  if (!bar.dataset.seconds) return;

  const dialog = document.getElementById("still-there");
  const left = dialog.querySelector("[data-left]");
  const QUIET = Number(bar.dataset.seconds) * 1000;
  const WARNING = 30 * 1000;
  let last = Date.now();
  let cleared = false;

  const isHere = () => { if (!dialog.open) last = Date.now(); };
  ["keydown", "pointerdown", "input", "wheel", "touchmove"].forEach((kind) => {
    document.addEventListener(kind, isHere, { passive: true });
  });

  function stay() {
    last = Date.now();
    if (dialog.open) dialog.close();
  }

  function clear() {
    if (cleared) return;
    cleared = true;
    document.body.hidden = true;
    window.location.replace(bar.dataset.clear);
  }

  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  document.getElementById("clear").addEventListener("submit", () => { document.body.hidden = true; });

  setInterval(() => {
    const quiet = Date.now() - last;
    if (quiet < QUIET) return;
    if (quiet >= QUIET + WARNING) {
      clear();
      return;
    }
    left.textContent = String(Math.ceil((QUIET + WARNING - quiet) / 1000));
    if (!dialog.open) dialog.showModal();
  }, 500);
})();
