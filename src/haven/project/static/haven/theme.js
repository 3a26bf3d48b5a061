// Runs before the first paint: the reader's own choice of light or dark, if one was made, else the system's.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  };
  const apply = () => {
    const theme = chosen();
    if (theme) root.dataset.theme = theme;
    root.dataset.themeNow = theme ?? (system.matches ? "dark" : "light");
  };
  apply();
  system.addEventListener("change", apply);

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll(".theme-toggle")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const next = root.dataset.themeNow === "dark" ? "light" : "dark";
        try { localStorage.setItem("theme", next); } catch { root.dataset.theme = next; }
        root.dataset.theme = root.dataset.themeNow = next;
      });
    }
  });
})();
