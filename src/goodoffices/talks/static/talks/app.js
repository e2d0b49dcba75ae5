// Small comforts. Every page can be read, and every act done, without them. Loaded before the page is shown, so that
// no button that destroys is pressed before it asks.
(() => {
  "use strict";

  // A button that destroys asks once more. The words come from the page, in the reader's language.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const question = button?.dataset.confirm ?? event.target.dataset.confirm;
    const asks = question !== undefined || button?.classList.contains("danger");
    if (asks && !window.confirm(question || document.body.dataset.confirm)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // A menu closes when the reader goes elsewhere.
  const close = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(except)) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.menu[open]");
    close(null);
    menu?.querySelector("summary").focus();
  });

  // On a narrow screen a plain table becomes a list of rows, each cell with the word from its column's head.
  const label = (table) => {
    const heads = [...table.querySelectorAll("thead th")];
    const rows = [...table.querySelectorAll("tbody tr")];
    const plain = heads.length && !table.matches(".wide, .labelled") && !table.querySelector("[colspan], [rowspan]");
    if (!plain || rows.some((row) => row.cells.length !== heads.length)) return;
    const words = heads.map((head) => head.querySelector(".hidden") ? "" : head.textContent.trim());
    for (const row of rows) {
      row.setAttribute("role", "row");
      [...row.cells].forEach((cell, place) => {
        cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
        cell.dataset.label = words[place];
        const inner = document.createElement("div");
        inner.className = "cell";
        inner.append(...cell.childNodes);
        cell.append(inner);
      });
    }
    table.setAttribute("role", "table");
    for (const part of table.querySelectorAll("thead, tbody")) part.setAttribute("role", "rowgroup");
    for (const row of table.querySelectorAll("thead tr")) row.setAttribute("role", "row");
    for (const head of heads) head.setAttribute("role", "columnheader");
    table.classList.add("labelled");
  };

  // What is wider than its box can be moved with the keyboard.
  const reach = (box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };

  const arrange = (root) => {
    root.querySelectorAll("table.table").forEach(label);
    root.querySelectorAll(".scroll").forEach(reach);
  };
  document.addEventListener("DOMContentLoaded", () => {
    arrange(document);
    for (const here of document.querySelectorAll(".side [aria-current], .tabs [aria-current]")) {
      const strip = here.closest("ul");
      if (strip && strip.scrollWidth > strip.clientWidth) here.scrollIntoView({ inline: "center", block: "nearest" });
    }
  });
  for (const shown of ["htmx:load", "part:shown"]) document.addEventListener(shown, (event) => arrange(event.target));
  window.addEventListener("resize", () => document.querySelectorAll(".scroll").forEach(reach));
})();
