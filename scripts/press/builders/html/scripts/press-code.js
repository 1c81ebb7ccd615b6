// Program text: a button to copy it, and one switch for all folded cells, remembered for the reader.
(() => {
  const words = JSON.parse(document.body.dataset.pressWords);
  const ICON = '<svg viewBox="0 0 24 24" class="press-icon" aria-hidden="true"><path d="M9 9h11v11H9zM5 15H4V4h11v1"/></svg>';

  function addButton(block) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "press-copy", title: words.copy, ariaLabel: words.copy, innerHTML: ICON });
    const told = Object.assign(document.createElement("span"), { role: "status" });
    let ending = 0;
    button.addEventListener("click", async () => {
      told.textContent = (await window.pressCopy(block.querySelector("pre").textContent.trimEnd(), block)) ? words.copied : words.failed;
      button.focus();
      clearTimeout(ending);
      ending = setTimeout(() => { told.textContent = ""; }, 2000);
    });
    block.append(button, told);
  }

  document.querySelectorAll(".article div.highlight").forEach(addButton);

  const switcher = document.querySelector(".press-code-switch button");
  if (!switcher) return;
  const cells = [...document.querySelectorAll("details.press-code")];
  const names = { shown: switcher.dataset.hide, folded: switcher.textContent };
  const isShown = () => cells.every((cell) => cell.open);

  const show = (wanted) => cells.forEach((cell) => { cell.open = wanted; });

  // The switch offers what is left to be done, whoever has opened or closed the cells.
  for (const cell of cells) cell.addEventListener("toggle", () => { switcher.textContent = names[isShown() ? "shown" : "folded"]; });
  switcher.addEventListener("click", () => {
    show(!isShown());
    try { localStorage.setItem("press-code", isShown() ? "shown" : "folded"); } catch { /* storage is denied */ }
  });
  try { if (localStorage.getItem("press-code") === "shown") show(true); } catch { /* storage is denied */ }
})();
