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
  // It takes that one's place, whether photos stand beside or, on a phone, below each other.
  const follows = dragged.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
  over[follows ? "after" : "before"](dragged);
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
// Whoever moves a photo by keyboard stays with it, although the list is another one then.
let moved = null;
const stay = () => {
  if (moved && document.activeElement === document.body) {
    const photos = [...document.querySelectorAll("[data-photo]")];
    const photo = photos.find((one) => one.querySelector("[name=photo]").value === moved.key) ?? photos[moved.at] ?? photos.at(-1);
    (photo?.querySelector("button") ?? document.getElementById("photo-files")).focus();
  }
  moved = null;
};
document.addEventListener("htmx:beforeRequest", (event) => {
  const photo = event.target.closest?.("[data-photo]");
  if (photo) moved = { key: photo.querySelector("[name=photo]").value, at: [...photo.parentElement.children].indexOf(photo) };
  if (event.target.id === "photo-files") section().querySelector("[data-uploading]").hidden = false;
  if (section().contains(event.target)) section().querySelector("[data-failed]").hidden = true;
});
// What does not get through says so. Photos that did not are let go: sent with the words they would take those down, too.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ target }) => {
    if (target.id === "words") document.getElementById("saved").textContent = target.dataset.unsaved;
    if (!section().contains(target)) return;
    document.getElementById("photo-files").value = "";
    section().querySelector("[data-uploading]").hidden = true;
    section().querySelector("[data-failed]").hidden = false;
  });
}
document.addEventListener("htmx:afterSettle", () => {
  prepare();
  stay();
});
prepare();
