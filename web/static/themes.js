// Coding comments by keyboard. Everything on the page works without it.
"use strict";

(() => {
  const form = document.querySelector("[data-coding]");
  const told = document.querySelector("[data-keys]");
  if (!form || !told) return;
  const button = told.querySelector("[data-keys-off]");
  const STORE = "sounding-board-keys-off";
  let off = false;
  try {
    off = localStorage.getItem(STORE) === "yes";
  } catch (error) {
    off = false;
  }

  function say() {
    button.setAttribute("aria-pressed", String(off));
    button.textContent = off ? "Turn keys on" : "Turn keys off";
    document.body.classList.toggle("keys-off", off);
  }

  button.addEventListener("click", () => {
    off = !off;
    try {
      localStorage.setItem(STORE, off ? "yes" : "no");
    } catch (error) {
      // Nothing is kept where the browser keeps nothing.
    }
    say();
  });

  document.addEventListener("keydown", (event) => {
    if (off || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const typing = event.target.closest("textarea, select, input[type=text], input[type=search]");
    if (typing) return;
    if (event.key === "Enter") {
      if (event.target.closest("a, button, summary")) return;
      event.preventDefault();
      form.querySelector("button[value=keep]").click();
      return;
    }
    const found = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
    if (!found) return;
    event.preventDefault();
    found.click();
    if (found.matches("input")) found.focus();
  });

  told.hidden = false;
  say();
})();
