// Small comforts for every page. All of it works without them.
"use strict";

window.soundingBoard = (() => {
  // Places for the things in a list: up and down beside each, and no place given twice.
  function ranking(list) {
    const items = [...list.children];
    const select = (item) => item.querySelector("select");
    const said = document.createElement("p");
    said.className = "nhsuk-u-visually-hidden";
    said.setAttribute("role", "status");
    list.after(said);
    let placed = items.filter((item) => select(item).value);
    placed.sort((one, other) => select(one).value - select(other).value);

    function button(item, words, move) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "app-ranking__move";
      made.textContent = words;
      const hidden = document.createElement("span");
      hidden.className = "nhsuk-u-visually-hidden";
      hidden.textContent = ": " + item.querySelector("label").textContent;
      made.append(hidden);
      made.addEventListener("click", () => {
        move(item);
        show(item);
        made.focus();
      });
      return made;
    }

    function up(item) {
      const place = placed.indexOf(item);
      if (place < 0) placed.push(item);
      else if (place > 0) placed.splice(place - 1, 2, item, placed[place - 1]);
    }

    function down(item) {
      const place = placed.indexOf(item);
      if (place < 0) return;
      if (place === placed.length - 1) placed.pop();
      else placed.splice(place, 2, placed[place + 1], item);
    }

    function show(moved) {
      items.forEach((item) => { select(item).value = ""; });
      placed.forEach((item, place) => { select(item).value = String(place + 1); });
      const focused = document.activeElement;
      list.append(...placed, ...items.filter((item) => !placed.includes(item)));
      if (list.contains(focused)) focused.focus();
      if (moved) {
        const chosen = select(moved);
        const label = moved.querySelector("label").textContent;
        said.textContent = label + ": " + chosen.options[chosen.selectedIndex].textContent;
      }
    }

    items.forEach((item) => {
      const moves = document.createElement("div");
      moves.className = "app-ranking__moves";
      const place = select(item);
      place.before(moves);
      moves.append(place, button(item, list.dataset.up, up), button(item, list.dataset.down, down));
      place.addEventListener("change", () => {
        placed = placed.filter((other) => other !== item);
        if (place.value) placed.splice(Number(place.value) - 1, 0, item);
        show(item);
        place.focus();
      });
    });
    show(null);
  }

  function enhance(root) {
    root.querySelectorAll("[data-ranking]").forEach(ranking);
    root.querySelectorAll("[data-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    });
    root.querySelectorAll("[data-copy]").forEach((button) => {
      if (!navigator.clipboard) return;
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = button.dataset.copied;
      });
    });
  }

  enhance(document);
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();
  return { enhance };
})();
