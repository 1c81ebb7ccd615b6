// The button that goes round the colour modes. What was chosen before is set by the head of the page, before it is painted.
(() => {
  const MODES = ["auto", "light", "dark"];
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  function remember(mode) {
    try { localStorage.setItem("press-mode", mode); } catch { /* storage is denied: the choice holds for this page */ }
  }

  function paint(mode) {
    root.dataset.mode = mode;
    root.dataset.theme = mode === "auto" ? (system.matches ? "dark" : "light") : mode;
    for (const button of document.querySelectorAll(".press-mode")) {
      button.dataset.name ??= button.getAttribute("aria-label");
      button.title = `${button.dataset.name}: ${button.dataset[mode]}`;
      button.setAttribute("aria-label", button.title);
    }
  }

  // The page may not be read yet.
  document.addEventListener("click", ({ target }) => {
    if (!target.closest(".press-mode")) return;
    const mode = MODES[(MODES.indexOf(root.dataset.mode) + 1) % MODES.length];
    remember(mode);
    paint(mode);
  });
  system.addEventListener("change", () => paint(root.dataset.mode));
  // What is chosen in another tab, or on the page that one comes back from, holds here too.
  function recall() {
    let mode = root.dataset.mode;
    try { mode = localStorage.getItem("press-mode") ?? mode; } catch { /* storage is denied */ }
    paint(MODES.includes(mode) ? mode : "auto");
  }
  for (const sign of ["storage", "pageshow"]) addEventListener(sign, recall);
  recall();
})();
