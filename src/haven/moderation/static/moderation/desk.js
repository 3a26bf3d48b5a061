// The desk by keyboard; every page of it works without. Keys themselves are data-key (see haven.js).

// On a radio button or a checkbox letters type nothing, so they may be keys there too.
document.addEventListener("keydown", (event) => {
  const element = event.target;
  if (event.ctrlKey || event.metaKey) {
    if (event.key === "Enter" && element.form?.matches(".decide")) element.form.requestSubmit();
    return;
  }
  if (event.altKey || !element.matches("input[type=radio], input[type=checkbox]") || !/^[a-z]$/i.test(event.key)) return;
  const wanted = document.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});

// Whoever chooses to restrict writes why next.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-restricts]")) return;
  const facts = document.getElementById("id_facts");
  if (facts && !facts.value) facts.focus();
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
