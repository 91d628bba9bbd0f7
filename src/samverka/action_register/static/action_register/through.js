// Keys of the page that goes through the list: they move between promises, and press the button or link that bears the key.
// Works without; see the page. A key is never taken from someone who types.
(() => {
  "use strict";
  const section = document.getElementById("paragraf");
  let here = null; // the id of the promise or row last stood at: what is swapped in has a new element

  const stops = () => [...document.querySelectorAll("[data-stop]")];
  const current = () => document.activeElement?.closest("[data-stop]") ?? (here && document.getElementById(here));
  const goTo = (stop) => {
    if (!stop) return;
    here = stop.id;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "nearest" });
  };
  const move = (steps) => {
    const all = stops();
    const place = all.indexOf(current());
    if (place < 0) return goTo(all.find((stop) => !("gone" in stop.dataset)) ?? all[0]);
    const there = all[place + steps];
    if (there) return goTo(there);
    document.querySelector(steps > 0 ? ".pages [rel=next]" : ".pages [rel=prev]")?.focus();
  };

  document.addEventListener("focusin", (event) => {
    const stop = event.target.closest("[data-stop]");
    if (stop) here = stop.id;
  });

  const steps = { j: 1, J: -1, ArrowDown: 1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && !(event.key in steps)) return;
    if (event.key === "Escape") {
      const cancel = event.target.closest("form")?.querySelector("[data-cancel]");
      if (cancel) cancel.click();
      else if (event.target === section) goTo(current());
      return;
    }
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (event.key in steps) {
      event.preventDefault();
      return move(steps[event.key]);
    }
    if (event.key === "?") return document.getElementById("tangenter")?.showPopover();
    if (event.key === "§" || event.key.toLowerCase() === "p") {
      event.preventDefault();
      section.focus();
      return section.select();
    }
    const stop = current();
    const key = CSS.escape(event.key.toLowerCase());
    const control = stop?.querySelector(`[data-act="${key}"]`) ?? stop?.closest(".passage").querySelector(`[data-row="${key}"]`);
    if (!control) return;
    event.preventDefault();
    control.click();
  });

  // The § goes with every act from here on; what has been typed in an open form stays there.
  const spread = () => {
    for (const field of document.querySelectorAll("[data-section]")) if (field.type === "hidden") field.value = section.value.trim();
  };
  section?.addEventListener("input", spread);
  section?.form.addEventListener("submit", (event) => {
    event.preventDefault();
    spread();
    goTo(current());
  });

  // What has been swapped in: an open form takes the caret, otherwise one stays where one was.
  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement !== document.body) return;
    spread();
    const stop = here && document.getElementById(here);
    const row = stop?.closest(".passage");
    const field = row?.querySelector(".actform input[name=text]");
    if (field) field.focus();
    else goTo(stop);
  });
})();
