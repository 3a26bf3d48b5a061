// Dropping files on the photo box and dragging photos into order. Choosing files and the buttons work without it.

const section = () => document.getElementById("photos");
let dragged = null;

document.addEventListener("dragover", (event) => {
  const drop = event.target.closest(".drop");
  if (drop && event.dataTransfer.types.includes("Files")) {
    event.preventDefault();
    drop.classList.add("over");
    return;
  }
  const over = event.target.closest("[data-photo]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  const half = over.getBoundingClientRect();
  over[event.clientX < half.left + half.width / 2 ? "before" : "after"](dragged);
});

document.addEventListener("dragleave", (event) => event.target.closest?.(".drop")?.classList.remove("over"));

document.addEventListener("drop", (event) => {
  const drop = event.target.closest(".drop");
  if (!drop || !event.dataTransfer.files.length) return;
  event.preventDefault();
  drop.classList.remove("over");
  const input = drop.querySelector("input[type=file]");
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-photo]");
  dragged?.classList.add("dragged");
});

document.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.classList.remove("dragged");
  dragged = null;
  const list = section().querySelector("[data-order]");
  htmx.ajax("POST", list.dataset.order, { source: list, values: htmx.values(list.closest("form")), target: "#photos", swap: "outerHTML" });
});

const prepare = () => {
  for (const photo of document.querySelectorAll("[data-photo]")) photo.draggable = true;
};
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id === "photo-files") section().querySelector("[data-uploading]").hidden = false;
});
document.addEventListener("htmx:afterSettle", prepare);
prepare();
