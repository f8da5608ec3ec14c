// Say that a button is at work while the service takes its time. Without scripts, the browser says so.
"use strict";

(() => {
  const patience = 400;
  const words = "Working on it. Please stay on this page.";

  function status(form) {
    let said = form.querySelector(".working");
    if (!said) {
      said = document.createElement("p");
      said.className = "working";
      said.setAttribute("role", "status");
      form.append(said);
    }
    return said;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-working]");
    if (!form) return;
    if (form.dataset.working === "sent") {
      event.preventDefault();
      return;
    }
    form.dataset.working = "sent";
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
    const said = status(form);
    setTimeout(() => {
      if (form.dataset.working) said.textContent = words;
    }, patience);
  });

  // The browser's way back shows the page as it was left.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-working]").forEach((form) => {
      form.dataset.working = "";
      status(form).textContent = "";
      form.querySelectorAll("[aria-disabled]").forEach((each) => each.removeAttribute("aria-disabled"));
    });
  });
})();
