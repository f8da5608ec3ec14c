// Speaks with the page around a frame: that it is here, when to close it, when to leave.
"use strict";

(() => {
  if (window.parent === window) return;
  const tell = (what) => window.parent.postMessage({ soundingBoard: what }, "*");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) tell("close");
  });
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !event.data) return;
    if (event.data.soundingBoard === "focus") document.querySelector("main").focus();
  });
  tell("ready");
})();
