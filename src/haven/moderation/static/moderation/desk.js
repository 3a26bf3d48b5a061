// The desk by keyboard; every page of it works without. Keys themselves are data-key (see haven.js).

// On a radio button or a checkbox letters type nothing, so they may be keys there too.
document.addEventListener("keydown", (event) => {
  const element = event.target;
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Enter" && element.form?.matches(".decide")) element.form.requestSubmit();
    return;
  }
  if (event.key === "Escape" && element.closest(".decide")) element.blur(); // back to the keys; what was typed stays
  if (event.altKey || !element.matches("input[type=radio], input[type=checkbox]") || !/^[a-z]$/i.test(event.key)) return;
  const wanted = document.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});

// The button says what it does, so that nobody has to look up what was chosen.
const sayWhat = () => {
  const chosen = document.querySelector(".outcome input:checked");
  const button = document.querySelector("[data-decides]");
  if (chosen && button) button.textContent = `Decide: ${chosen.dataset.said}`;
};
sayWhat();

document.addEventListener("change", sayWhat);

// Whoever chooses to restrict writes why next. Also where it was chosen before: letters must not be taken for keys.
document.addEventListener("click", (event) => {
  if (!event.target.matches("[data-restricts], [data-asks], [data-answers]")) return;
  document.getElementById(event.target.matches("[data-answers]") ? "id_answer" : "id_facts")?.focus();
});

// Words used before are taken over with one click.
document.addEventListener("click", (event) => {
  const words = event.target.closest("[data-facts]");
  const facts = document.getElementById("id_facts");
  if (!words || !facts) return;
  facts.value = words.dataset.facts;
  facts.focus();
  facts.dispatchEvent(new Event("input", { bubbles: true }));
});

// The minute in which a decision can be undone runs out before one's eyes.
for (const toast of document.querySelectorAll("[data-toast]")) {
  const end = performance.now() + Number(toast.dataset.toast) * 1000;
  const ticking = setInterval(() => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    toast.querySelector("[data-seconds]").textContent = left;
    if (left) return;
    clearInterval(ticking);
    toast.remove();
  }, 1000);
}

document.querySelector(".desk-queue [aria-current]")?.scrollIntoView({ block: "nearest" });

// What was decided about an ad like this one is taken over: outcome, rule and words.
document.addEventListener("click", (event) => {
  const then = event.target.closest("[data-as-then]");
  if (!then) return;
  const radio = document.querySelector(`.outcome input[value="${then.dataset.asThen}"]`)
    || document.querySelector(then.dataset.ground ? ".outcome input[data-restricts]" : ".outcome input:not([data-restricts])");
  if (!radio) return;
  const ground = document.getElementById("id_ground");
  const facts = document.getElementById("id_facts");
  if (then.dataset.ground) ground.value = then.dataset.ground;
  if (then.dataset.words) facts.value = then.dataset.words;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  document.querySelector(".decide [data-key=d]").focus();
});

// The palette: everything that has a key, every page of the desk and every waiting item, found by a few letters.
const palette = document.getElementById("palette");
const words = document.getElementById("palette-words");
const list = document.getElementById("palette-list");
let commands = [];

const name = (element) => {
  const plain = element.cloneNode(true);
  for (const kbd of plain.querySelectorAll("kbd, input")) kbd.remove();
  return (element.title || plain.textContent || plain.querySelector("[aria-label]")?.getAttribute("aria-label") || element.placeholder || "")
    .replace(/\s+/g, " ").trim();
};

const gather = () => {
  const found = new Map();
  for (const element of document.querySelectorAll("[data-key], .desk-nav a, .queue-item")) {
    if (element.closest("[hidden]") || element.matches("[data-palette]")) continue;
    const label = element.matches(".queue-item") ? `Open: ${name(element.querySelector(".queue-title"))}` : name(element);
    if (label && !found.has(label)) found.set(label, { label, key: element.dataset.key, element });
  }
  return [...found.values()];
};

// What begins as it is typed comes first.
const shownCommands = () => {
  const typed = words.value.toLowerCase().trim();
  const asked = typed.split(/\s+/).filter(Boolean);
  const begins = ({ label }) => Number(label.toLowerCase().startsWith(typed));
  return commands.filter(({ label }) => asked.every((part) => label.toLowerCase().includes(part)))
    .sort((one, other) => begins(other) - begins(one)).slice(0, 40);
};

const draw = () => {
  list.replaceChildren(...shownCommands().map((command, index) => {
    const row = document.createElement("li");
    row.role = "option";
    row.id = `command-${index}`;
    row.setAttribute("aria-selected", index === 0);
    row.append(command.label);
    if (command.key) {
      const kbd = document.createElement("kbd");
      kbd.textContent = command.key.toUpperCase();
      row.append(kbd);
    }
    row.addEventListener("click", () => run(command));
    return row;
  }));
  words.setAttribute("aria-activedescendant", list.firstChild ? "command-0" : "");
};

const run = (command) => {
  palette.close();
  if (command.element.matches("input, textarea, select")) command.element.focus();
  else command.element.click();
};

const openPalette = () => {
  commands = gather();
  words.value = "";
  draw();
  palette.showModal();
  words.focus();
};

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-palette]")) openPalette();
});
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
  }
});
words?.addEventListener("input", draw);
words?.addEventListener("keydown", (event) => {
  const rows = [...list.children];
  const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  if (event.key === "Enter" && rows.length) {
    event.preventDefault();
    run(shownCommands()[at]);
  } else if (["ArrowDown", "ArrowUp"].includes(event.key) && rows.length) {
    event.preventDefault();
    const next = (at + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length;
    rows.forEach((row, index) => row.setAttribute("aria-selected", index === next));
    rows[next].scrollIntoView({ block: "nearest" });
    words.setAttribute("aria-activedescendant", rows[next].id);
  }
});

// On a phone the tabs are one line that scrolls: the one that is open is in it.
document.querySelector(".desk-nav .tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// All ads of the queue that are free at once, or none of them again; the buttons say how many that is.
const ticks = [...document.querySelectorAll(".queue-pick input[name=ad]:enabled")];
const tickAll = document.querySelector("[data-tick-all]");
const sayTicked = () => {
  const ticked = ticks.filter((tick) => tick.checked).length;
  tickAll.querySelector("span").textContent = ticked === ticks.length ? `Untick all ${ticked}` : `Tick all ${ticks.length}`;
  document.querySelector("[data-ticked]").textContent = ticked === 1 ? "With the ad that is ticked:" : `With the ${ticked} ticked ads:`;
};
if (tickAll && ticks.length) {
  tickAll.addEventListener("click", () => {
    const all = ticks.every((tick) => tick.checked);
    for (const tick of ticks) tick.checked = !all;
    sayTicked();
  });
  document.addEventListener("change", sayTicked);
  sayTicked();
} else tickAll?.remove();
