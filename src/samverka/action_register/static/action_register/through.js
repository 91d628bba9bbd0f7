// Keys of the page that goes through the list: they move between promises, and press the button or link that bears the key.
// Works without; see the page. A key is never taken from someone who types.
(() => {
  "use strict";
  const section = document.getElementById("paragraf");
  let here = location.hash.slice(1) || null; // the id of the promise or row last stood at: what is swapped in has a new element

  const stops = () => [...document.querySelectorAll("[data-stop]")];
  const current = () => document.activeElement?.closest("[data-stop]") ?? (here && document.getElementById(here));
  const first = () => stops().find((stop) => !("gone" in stop.dataset)) ?? stops()[0];
  const goTo = (stop) => {
    if (!stop) return;
    here = stop.id;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "nearest" });
  };
  const move = (steps) => {
    told.textContent = "";
    const all = stops();
    const place = all.indexOf(current());
    if (place < 0) return goTo(first());
    const there = all[place + steps];
    if (there) return goTo(there);
    document.querySelector(steps > 0 ? ".pages [rel=next]" : ".pages [rel=prev]")?.focus();
  };

  document.addEventListener("focusin", (event) => {
    const stop = event.target.closest("[data-stop]");
    if (stop) here = stop.id;
  });

  // A promise that is marked takes no second mark: said, since what is typed next would otherwise be read as keys.
  const told = document.getElementById("redan");
  const acts = [...document.querySelectorAll("#tangenter [data-mark]")].map((mark) => mark.textContent.trim().toLowerCase());
  const refuse = (stop, key) => {
    if (stop && "gone" in stop.dataset && acts.includes(key)) told.textContent = told.dataset.said;
  };

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
    if (!control) return refuse(stop, event.key.toLowerCase());
    told.textContent = "";
    event.preventDefault();
    control.click();
  });

  // The § goes with every act from here on; what has been typed in an open form stays there.
  const spread = () => {
    for (const field of document.querySelectorAll("[data-section]")) if (field.type === "hidden") field.value = section.value.trim();
  };
  section?.addEventListener("input", spread);
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb === "get" && event.detail.elt.closest(".passage")) event.detail.parameters.set("paragraf", section.value.trim());
  });
  section?.form.addEventListener("submit", (event) => {
    event.preventDefault();
    spread();
    goTo(current() ?? first());
  });

  // Logged out meanwhile, or no answer at all: said in words, and what was typed stands.
  const trouble = () => {
    const told = document.getElementById("avbrott");
    told.hidden = false;
    told.focus();
  };
  document.addEventListener("htmx:responseError", trouble);
  document.addEventListener("htmx:sendError", trouble);
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.target.closest(".passage")) return;
    const answered = new URL(event.detail.xhr.responseURL, location.href).pathname.startsWith(location.pathname);
    if (!answered) {
      event.detail.shouldSwap = false;
      trouble();
    } else if (event.detail.xhr.status < 400) document.getElementById("avbrott").hidden = true;
  });

  // What has been swapped in: an open form takes the caret, otherwise one stays where one was.
  document.addEventListener("htmx:afterSettle", () => {
    spread();
    if (document.activeElement.closest("input, textarea, select")) return;
    const stop = here && document.getElementById(here);
    const field = stop?.closest(".passage").querySelector(".actform input[name=text]");
    if (field) field.focus();
    else goTo(stop);
  });
})();
