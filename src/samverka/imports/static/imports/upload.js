// Files dropped anywhere on the form are chosen in its file box. Works without: the box itself takes files too.
(() => {
  "use strict";
  const zone = document.querySelector("[data-dropzone]");
  const input = zone?.querySelector("input[type=file]");
  if (!zone || !input) return;
  zone.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
})();
