// The buttons that put another language beside this one; what does it is loaded when it is wanted.
(() => {
  const control = document.querySelector(".press-beside");
  if (!control) return;
  // Pages opened from a folder cannot read one another.
  if (location.protocol === "file:") { control.remove(); return; }

  const buttons = [...control.querySelectorAll("button")];
  const status = control.querySelector("[role=status]");

  const toggle = (button) => window.pressLoad("beside").then(
    () => window.pressBeside(button),
    () => { status.textContent = control.dataset.wordFailed; },
  );

  for (const button of buttons) button.addEventListener("click", () => toggle(button));
  const asked = new URLSearchParams(location.search).get("beside");
  const first = buttons.find((button) => button.dataset.language === asked);
  if (first) toggle(first);
})();
