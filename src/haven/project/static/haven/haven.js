// What pages do better with JavaScript; none of them needs it.
//   data-key="p"        a button or link that the key P presses (not while typing)
//   data-share          copies or shares the page's address
//   data-print          prints the page
//   data-needs-js, data-hide-with-js     shown or hidden where this script runs
//   data-submit-on-change                a select that sends its form
//   data-close-target   closes a panel opened through :target, also on Escape

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "Escape" && location.hash) {
    document.querySelector("[data-close-target]")?.click();
    return;
  }
  const key = CSS.escape(event.key.toLowerCase());
  const wanted = document.querySelector(`[data-key="${key}"]:not([disabled])`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input, textarea, select")) wanted.focus();
  else wanted.click();
});

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-print]")) print();
  const share = event.target.closest("[data-share]");
  if (!share) return;
  const address = share.dataset.share || location.href;
  if (navigator.share) {
    navigator.share({ title: document.title, url: address }).catch(() => {});
  } else {
    await navigator.clipboard.writeText(address);
    const said = share.querySelector("[data-said]");
    said.textContent = said.dataset.done;
  }
});

// Also for what htmx swaps in.
const adapt = () => {
  for (const element of document.querySelectorAll("[data-needs-js]")) element.hidden = false;
  for (const element of document.querySelectorAll("[data-hide-with-js]")) element.hidden = true;
};
adapt();
document.addEventListener("htmx:afterSettle", adapt);

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});

// Addresses of searches stay short: what was left empty is not sent, nor a radius around nowhere.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.method !== "get") return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  if (!formData.has("place")) formData.delete("radius");
});

// A form that is sent twice by an impatient double click is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.sent) {
    if (form.dataset.sent) event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// After a form came back with errors, go to their summary, as a reader of the page would.
document.querySelector(".error-summary")?.focus();

// The way out of pages about reports: this page leaves the list of the tab, too.
for (const exit of document.querySelectorAll("[data-quick-exit]")) {
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(exit.href);
  });
  let last = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.timeStamp - last < 1500) location.replace(exit.href);
    last = event.timeStamp;
  });
}
