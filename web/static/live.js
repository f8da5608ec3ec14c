// Keep a page of the workspace up to date without a reload. Without scripts, reload it.
"use strict";

(() => {
  const main = document.querySelector("[data-pulse]");
  const live = document.querySelector("[data-live]");
  if (!main || !live) return;
  const said = document.querySelector("[data-live-said]");
  const rail = document.getElementById("rail");
  const here = rail && rail.querySelector("[aria-current]");
  if (here) rail.scrollTop = here.offsetTop + 2 * here.offsetHeight - rail.clientHeight;
  const wait = 15000;
  let known = null;
  let isTyped = false;
  live.addEventListener("input", () => {
    isTyped = true;
  });

  // Nothing is put in the place of what somebody is in the middle of.
  function isBusy() {
    const at = document.activeElement;
    return isTyped || (live.contains(at) && /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName));
  }

  function opened() {
    return [...live.querySelectorAll("details")].map((each) => each.open);
  }

  async function bring() {
    const page = await fetch(location.href, { credentials: "same-origin" });
    if (!page.ok || page.redirected) return;
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const next = fresh.querySelector("[data-live]");
    if (!next || isBusy()) return;
    const were = opened();
    live.replaceChildren(...next.childNodes);
    live.querySelectorAll("details").forEach((each, place) => {
      each.open = were[place] || each.open;
    });
    said.textContent = "New responses have come. This page now shows them.";
  }

  async function look() {
    if (document.hidden || isBusy()) return;
    try {
      const answer = await fetch(main.dataset.pulse, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const { version } = await answer.json();
      if (known !== null && version !== known) await bring();
      known = version;
    } catch {
      // The next look may go better.
    }
  }

  look();
  setInterval(look, wait);
})();
