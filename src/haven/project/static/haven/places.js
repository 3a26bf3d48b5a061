// Picking a place from the suggestions that the server sends while it is typed. Without this script the name alone is
// sent and the server asks back where several places share it.

const box = (element) => element.closest(".typeahead");
const clear = (within) => within.querySelector(".suggestions").replaceChildren();

document.addEventListener("click", (event) => {
  const picked = event.target.closest("[data-pick]");
  if (!picked) {
    for (const open of document.querySelectorAll(".typeahead")) if (!open.contains(event.target)) clear(open);
    return;
  }
  const within = box(picked);
  const input = within.querySelector("[data-place]");
  input.value = picked.dataset.name;
  within.querySelector("[data-place-id]").value = picked.dataset.pick;
  clear(within);
  input.focus();
  input.form.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
});

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-place]")) box(event.target).querySelector("[data-place-id]").value = "";
});

document.addEventListener("keydown", (event) => {
  const within = box(event.target);
  if (!within) return;
  const choices = [...within.querySelectorAll("[data-pick]")];
  const at = choices.indexOf(document.activeElement);
  if (event.key === "Escape") clear(within);
  else if (event.key === "ArrowDown" && choices.length) choices[Math.min(at + 1, choices.length - 1)].focus();
  else if (event.key === "ArrowUp" && at >= 0) (choices[at - 1] ?? within.querySelector("[data-place]")).focus();
  else return;
  event.preventDefault();
});
