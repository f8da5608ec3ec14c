// Leave a page at once: by its button, or by pressing Shift three times with no other key between.
// Without this script, the button sends its form, and the service does the same.
"use strict";

(() => {
  const form = document.getElementById("leave");
  if (!form) return;
  const said = form.querySelector("[role=status]");
  const LONGEST = 5000;
  const PATIENCE = 1500;
  let presses = [];
  let alone = false;
  let leaving = false;

  const key = form.querySelector(".app-leave__key");
  key.hidden = false;
  key.dataset.ready = "yes";

  // The screen is empty before anything else happens. What was here is replaced, not added to.
  function leave() {
    if (leaving) return;
    leaving = true;
    document.body.hidden = true;
    document.title = "\u00a0";
    const body = new URLSearchParams(new FormData(form));
    const sent = fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => null);
    const late = new Promise((go) => { setTimeout(go, PATIENCE); });
    Promise.race([sent, late]).then(() => {
      if (window.parent !== window) window.parent.postMessage({ soundingBoard: "leave" }, "*");
      window.location.replace(form.dataset.to);
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });

  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift";
    if (!alone) presses = [];
  });

  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    const now = event.timeStamp;
    presses = [...presses.filter((each) => now - each < LONGEST), now];
    if (presses.length > 2) leave();
    else said.textContent = presses.length === 2 ? said.dataset.one : said.dataset.two;
  });

  // A browser that kept the page as it was has to fetch it again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.body.hidden = true;
    window.location.reload();
  });
})();
