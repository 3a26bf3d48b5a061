"use strict";
// Sorts and narrows the table of networks, tells why of what is chosen in a graph, copies ids.
const make = (tag, content, name) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...[content].flat());
  return made;
};

const copy = async (button, words) => {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const field = make("textarea", words);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  button.textContent = "copied";
  setTimeout(() => { button.textContent = "copy"; }, 1500);
};
const copier = (words) => {
  const button = make("button", "copy", "copy");
  button.type = "button";
  button.ariaLabel = `Copy ${words}`;
  button.addEventListener("click", () => copy(button, words));
  return button;
};
for (const id of document.querySelectorAll("h2 code")) id.after(" ", copier(id.textContent));
for (const id of document.querySelectorAll("summary code")) id.closest("details").append(copier(id.textContent));

const table = document.getElementById("networks");
if (table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
  };
  heads.forEach((head, column) => head.firstChild.addEventListener("click", () => {
    const down = head.ariaSort ? head.ariaSort === "ascending" : typeof value(body.rows[0], column) === "number";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].sort((a, b) => {
      const x = value(a, column), y = value(b, column);
      return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1);
    });
    body.append(...rows);
  }));

  const find = document.getElementById("find"), shown = document.getElementById("shown");
  const ties = [...document.querySelectorAll("#ties input")];
  const known = new Map();
  const words = (row) => {
    if (!known.has(row)) {
      const detail = document.getElementById(row.cells[0].textContent);
      known.set(row, { detail, words: (row.textContent + (detail ? detail.textContent : "")).toLowerCase() });
    }
    return known.get(row);
  };
  const narrow = () => {
    const wanted = find.value.trim().toLowerCase();
    const chosen = ties.filter((box) => box.checked).map((box) => box.value);
    let count = 0;
    for (const row of body.rows) {
      const about = words(row);
      const fits = chosen.every((tie) => row.dataset.ties.split(" ").includes(tie)) && about.words.includes(wanted);
      row.hidden = !fits;
      if (about.detail) about.detail.hidden = !fits;
      count += fits;
    }
    shown.textContent = wanted || chosen.length ? `${count} of ${body.rows.length} networks` : "";
  };
  [find, ...ties].forEach((field) => field.addEventListener("input", narrow));
}

const tellLink = (row) => {
  const [a, b, kind, strength, why] = [...row.cells].map((cell) => cell.textContent);
  return make("p", [make("b", `${a} – ${b}`), ` are linked by ${kind}, strength ${strength}. ${why}.`]);
};
const tell = (part, section) => {
  const rows = [...section.querySelectorAll(".links tbody tr")];
  if (part.dataset.row) return [tellLink(rows[part.dataset.row])];
  if (part.dataset.hub) {
    const ads = part.dataset.ads.split(" ");
    return [make("p", [make("b", part.dataset.hub), ` is a hub: many unrelated ads name it, so it ties no one together. Here it is named by ad${ads.length > 1 ? "s" : ""} ${ads.join(", ")}.`])];
  }
  const ad = part.dataset.ad;
  const item = section.querySelector(`[data-ad="${ad}"] details`);
  const summary = item.querySelector("summary").cloneNode(true);
  const links = rows.filter((row) => [0, 1].some((cell) => row.cells[cell].textContent.startsWith(`${ad} `)));
  const told = [make("p", [...summary.childNodes].slice(0, -1).concat(copier(summary.querySelector("code").textContent))), item.querySelector(".words").cloneNode(true)];
  told.push(make("p", `Its links: ${links.length}`, "soft"), ...links.slice(0, 8).map(tellLink));
  return links.length > 8 ? [...told, make("p", `and ${links.length - 8} more in the table below`, "soft")] : told;
};
for (const graph of document.querySelectorAll(".graph")) {
  const parts = ["ad", "edge", "hub"].flatMap((kind) => [...graph.querySelectorAll(`g.${kind}`)]);
  const why = graph.querySelector(".why");
  const choose = (part) => {
    parts.forEach((other) => { other.tabIndex = other === part ? 0 : -1; other.classList.toggle("chosen", other === part); });
    const pane = make("div", tell(part, graph.closest(".network")), "why");
    pane.role = "status";
    graph.querySelector(".why").replaceWith(pane);
  };
  if (parts.length) parts[0].tabIndex = 0;
  why.textContent += " With the keyboard: arrow keys go from one to the next.";
  parts.forEach((part, place) => {
    part.addEventListener("click", () => choose(part));
    part.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const next = step ? parts[(place + step + parts.length) % parts.length] : part;
      if (!step && event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(next);
      next.focus();
    });
  });
}
