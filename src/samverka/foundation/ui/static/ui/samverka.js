/* Small improvements. Every page works without this file. */
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("has-js");

  // A form that came back with errors: the summary is read first.
  const focusErrors = (where) => where.querySelector(".errorsummary:not(.styleguide *)")?.focus();

  // One open menu at a time; a click beside it or Escape closes it.
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  // "/" goes to the search box, where there is one.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.querySelector("[type=search]");
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    const closer = event.target.closest("[data-close]");
    if (closer) closer.closest(".toast, .notice")?.remove();
  });

  // A form is sent once, however impatient the finger; "back" or five seconds make it usable again (it may give a file).
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    else {
      form.dataset.sent = "yes";
      setTimeout(() => delete form.dataset.sent, 5000);
    }
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // Text that has been typed but not saved is not lost by a slip.
  let typed = null;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) typed = form;
  });
  document.addEventListener("submit", () => { typed = null; });
  window.addEventListener("beforeunload", (event) => {
    if (typed && document.contains(typed)) event.preventDefault();
  });

  focusErrors(document);
  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form[data-sent]");
    if (form) delete form.dataset.sent;
  });
})();
