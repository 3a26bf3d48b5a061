// Writing a policy: a fault leads to its line, the line one is in is said, and nothing unsaved is left by accident.

const policy = document.querySelector(".policy-form textarea[name=text]");
const caret = document.querySelector("[data-caret]");
const lineStart = (number) => policy.value.split("\n").slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);

document.addEventListener("click", (event) => {
  const fault = event.target.closest("[data-line]");
  if (!fault) return;
  event.preventDefault();
  const number = Number(fault.dataset.line);
  const lines = policy.value.split("\n");
  const start = lineStart(number);
  policy.focus();
  policy.setSelectionRange(start, start + (lines[number - 1] || "").length);
  policy.scrollTop = (number - 5) * (policy.scrollHeight / lines.length);
  policy.scrollIntoView({ block: "nearest" });
});

document.addEventListener("selectionchange", () => {
  if (document.activeElement !== policy) return;
  caret.textContent = `Line ${policy.value.slice(0, policy.selectionStart).split("\n").length}`;
});

// A button beside the draft acts on what is typed, saved or not: its words go along, and the site saves them first.
const form = document.querySelector(".policy-form");
const typed = () => ["text", "note"].map((name) => form.elements[name]);
const isChanged = () => typed().some((field) => field.value !== field.defaultValue);
let leaving = false;
document.addEventListener("submit", (event) => {
  const beside = event.target.matches(".policy-steps form, #backtests form");
  leaving = beside || event.target === form;
  if (!beside || !isChanged()) return;
  for (const field of [...typed(), form.elements.seen]) {
    const words = document.createElement("input");
    Object.assign(words, { type: "hidden", name: field.name, value: field.value });
    event.target.append(words);
  }
});
addEventListener("beforeunload", (event) => {
  if (!leaving && isChanged()) event.preventDefault();
});
