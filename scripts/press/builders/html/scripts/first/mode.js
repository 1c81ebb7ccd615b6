(() => {
  let mode = "auto";
  try { mode = localStorage.getItem("press-mode") || mode; } catch { /* storage is denied: the system's choice holds */ }
  const dark = mode === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : mode === "dark";
  Object.assign(document.documentElement.dataset, { mode, theme: dark ? "dark" : "light" });
})();
