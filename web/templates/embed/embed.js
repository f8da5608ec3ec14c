{#- Shows the chat of one consultation on another website. known: its words and the open consultations -#}
// Brings a consultation to this page: a button, and below it the chat in a frame.
// The link that stands in the page works without this script, and stays.
"use strict";

(() => {
  const known = {{ known|tojson }};
  const script = document.currentScript;
  if (!script) return;
  const slug = script.dataset.consultation || "";
  const titles = known.titles[slug];
  if (!titles || !HTMLElement.prototype.attachShadow) return;

  const origin = new URL(script.src).origin;
  const around = script.closest("[lang]") || document.documentElement;
  const asked = (script.dataset.language || around.lang || "en").toLowerCase();
  const code = [asked, asked.split("-")[0]].find((each) => known.words[each]) || "en";
  const words = known.words[code];
  const title = titles[code];
  // A page that is refused is loaded too, but it does not say that it is ready.
  const TIME_TO_SAY_SO = 1500;

  function made(tag, attributes, text) {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    if (text) element.textContent = text;
    return element;
  }

  const host = made("div", { lang: words.tag, dir: words.direction });
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { display: block; margin: 1rem 0; font: 1.1875rem/1.5 Arial, sans-serif; color: #1f2a30; }
    [hidden] { display: none !important; }
    button {
      font: inherit; font-weight: 700; min-height: 2.75rem; padding: 0.625rem 1rem; cursor: pointer;
      border: 2px solid #12313b; border-radius: 4px; max-width: 100%; overflow-wrap: anywhere;
      text-align: start;
    }
    .open { background: #0f5c6e; color: #fff; }
    .close { background: #fff; color: #1f2a30; }
    a { color: #0f5c6e; }
    section { border: 2px solid #12313b; border-radius: 4px; margin-top: 0.5rem; background: #fff; }
    .bar {
      display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center;
      justify-content: space-between; padding: 0.5rem 1rem;
    }
    .name { margin: 0; font-weight: 700; overflow-wrap: anywhere; }
    .bar a { display: inline-block; padding: 0.5rem 0; }
    .note { margin: 0; padding: 0 1rem; }
    .note:not(:empty) { padding-bottom: 1rem; }
    iframe { display: block; width: 100%; height: 85vh; max-height: 50rem; border: 0; }
    @media (max-height: 30rem) { iframe { height: 100vh; } }
    button:focus-visible, a:focus-visible, iframe:focus-visible {
      outline: 4px solid #ffd54a; box-shadow: 0 0 0 6px #12313b;
    }
  `);
  root.adoptedStyleSheets = [style];

  const open = made("button", {
    type: "button", class: "open", "aria-expanded": "false", "aria-controls": "panel",
  }, `${words.open}: ${title}`);
  const panel = made("section", { id: "panel", "aria-labelledby": "name", hidden: "" });
  const bar = made("div", { class: "bar" });
  const close = made("button", { type: "button", class: "close" }, words.close);
  const alone = made("a", {
    href: `${origin}/c/${slug}/chat?lang=${code}`, target: "_blank", rel: "noopener",
  }, words.alone);
  const note = made("p", { class: "note", role: "status" });
  const frame = made("iframe", {
    title: `${words.frame}: ${title}`,
    lang: words.tag,
    allow: "clipboard-write",
    referrerpolicy: "no-referrer",
  });
  bar.append(made("p", { class: "name", id: "name" }, title), alone, close);
  panel.append(bar, note, frame);
  root.append(open, panel);
  script.after(host);

  let ready = false;
  let wantsFocus = false;
  let waiting = 0;

  // Nothing is fetched for the frame before somebody opens it.
  function show() {
    panel.hidden = false;
    open.setAttribute("aria-expanded", "true");
    wantsFocus = true;
    if (frame.hasAttribute("src")) {
      focus();
      return;
    }
    frame.src = `${origin}/c/${slug}/framed/chat?lang=${code}`;
    frame.focus();
  }

  function notShown() {
    const isThere = root.activeElement === frame;
    frame.hidden = true;
    note.textContent = words.not_shown;
    if (isThere) alone.focus();
  }

  function hide() {
    if (panel.hidden) return;
    panel.hidden = true;
    open.setAttribute("aria-expanded", "false");
    wantsFocus = false;
    open.focus();
  }

  function focus() {
    if (!ready || !wantsFocus) return;
    wantsFocus = false;
    frame.focus();
    frame.contentWindow.postMessage({ soundingBoard: "focus" }, origin);
  }

  frame.addEventListener("load", () => {
    if (!frame.hasAttribute("src") || ready) return;
    waiting = setTimeout(notShown, TIME_TO_SAY_SO);
  });
  open.addEventListener("click", () => { if (panel.hidden) show(); else hide(); });
  close.addEventListener("click", hide);
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  window.addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    const said = event.data && event.data.soundingBoard;
    if (said === "ready") {
      ready = true;
      clearTimeout(waiting);
      focus();
    } else if (said === "close") {
      hide();
    } else if (said === "leave") {
      frame.remove();
      window.location.replace(`${origin}/c/${slug}/left?lang=${code}`);
    }
  });
})();
