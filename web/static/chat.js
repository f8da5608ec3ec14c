// Sends a message without loading the page anew. The page works the same without this.
"use strict";

(() => {
  const log = document.getElementById("log");
  const status = document.getElementById("status");
  const newMessage = document.getElementById("new-message");
  if (!log || !window.fetch || !window.DOMParser) return;

  const entries = log.querySelector("ol");
  const now = () => document.getElementById("now");
  let sending = false;
  let lookedAway = false;

  ["wheel", "touchmove"].forEach((kind) => {
    window.addEventListener(kind, () => { if (sending) lookedAway = true; }, { passive: true });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!now()?.contains(form)) return;
    event.preventDefault();
    if (!sending) send(form, event.submitter);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest("#now form");
    if (form) form.requestSubmit(form.querySelector("button:not([name])"));
  });

  async function send(form, submitter) {
    const body = new URLSearchParams(new FormData(form));
    if (submitter && submitter.name) body.append(submitter.name, submitter.value);
    const typed = !(submitter && submitter.name) && Boolean(form.querySelector("textarea"));
    sending = true;
    lookedAway = false;
    const slow = setTimeout(() => { status.textContent = status.dataset.sending; }, 700);
    try {
      const response = await fetch(window.location.pathname, { method: "POST", body });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      status.textContent = "";
      if (page.getElementById("log")) show(page, typed);
      else showWhole(page);
    } catch {
      status.textContent = status.dataset.failed;
    } finally {
      clearTimeout(slow);
      sending = false;
    }
  }

  function show(page, typed) {
    if (page.documentElement.lang !== document.documentElement.lang) {
      window.location.replace(window.location.pathname);
      return;
    }
    add(page);
    replace(page);
    document.title = page.title;
    window.soundingBoard.enhance(now());
    focus(typed);
    const latest = document.getElementById("latest");
    if (lookedAway) newMessage.hidden = false;
    else if (latest) latest.scrollIntoView({ block: "start" });
  }

  // Only ever adds, so that a screen reader reads out what is new and nothing else.
  function add(page) {
    const known = new Set([...entries.children].map((entry) => entry.dataset.key));
    const fresh = [...page.querySelectorAll("#log > ol > li")]
      .filter((entry) => !known.has(entry.dataset.key));
    if (!fresh.length) return;
    const readBack = fresh.some((entry) => entry.querySelector("[data-stale]"));
    if (readBack || !page.getElementById("change")) {
      entries.querySelectorAll("[data-stale]").forEach((button) => button.remove());
    }
    entries.querySelectorAll("[data-once]").forEach((button) => button.parentElement.remove());
    const latest = document.getElementById("latest");
    if (latest) latest.removeAttribute("id");
    entries.append(...fresh.map((entry) => document.importNode(entry, true)));
  }

  function replace(page) {
    const before = now().dataset.asks === page.getElementById("now").dataset.asks ? picked() : [];
    ["safety", "now"].forEach((id) => {
      const fresh = document.importNode(page.getElementById(id), true);
      document.getElementById(id).replaceWith(fresh);
    });
    before.forEach(([id, checked, value]) => {
      const control = document.getElementById(id);
      if (!control) return;
      control.checked = checked;
      if (control.tagName === "SELECT") control.value = value;
    });
  }

  // What was picked and not sent yet: asking something in between does not lose it.
  function picked() {
    return [...now().querySelectorAll("#question input[id], #question select[id]")]
      .map((control) => [control.id, control.checked, control.value]);
  }

  function focus(typed) {
    const told = now().querySelector("[data-focus]");
    const box = document.getElementById("words") || now().querySelector("textarea");
    const asked = document.getElementById("answer") || now().querySelector("h2");
    const goal = told || (typed ? box : asked) || asked || now();
    if (goal.matches("h2")) goal.tabIndex = -1;
    goal.focus({ preventScroll: true });
  }

  function showWhole(page) {
    document.title = page.title;
    const main = document.importNode(page.querySelector("main"), true);
    document.querySelector("main").replaceWith(main);
    const heading = main.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
  }

  newMessage.addEventListener("click", () => { newMessage.hidden = true; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
})();
