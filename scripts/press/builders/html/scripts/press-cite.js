// Copies a citation. Without this script the texts can be selected and the files saved all the same.
(() => {
  const panel = document.getElementById("press-cite");
  if (!panel) return;
  const status = panel.querySelector(".press-cite-status");
  const texts = new Map();

  // What is to be copied stands in the page, or in a file to which a link leads.
  async function textOf(source) {
    if (!source.href) return source.textContent;
    const answer = await fetch(source.href);
    if (!answer.ok) throw new Error(source.href);
    return answer.text();
  }

  // A button is there as soon as it can do what it says: in a folder, or without a network, files can only be saved.
  async function offer(button) {
    if (texts.has(button)) return;
    try {
      texts.set(button, (await textOf(document.getElementById(button.dataset.pressCopy))).trim());
      button.hidden = false;
    } catch { /* the link beside it is there */ }
  }

  // Parts that are open from the beginning say so when the page is loaded, before anybody has asked for the panel.
  function offerOpen({ target }) {
    if (target === panel) status.textContent = "";
    if (panel.matches(":popover-open")) panel.querySelectorAll("details[open] [data-press-copy]").forEach(offer);
  }

  panel.addEventListener("toggle", offerOpen, true); // of the panel, and of the parts within it
  panel.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-press-copy]");
    if (!button) return;
    status.textContent = (await window.pressCopy(texts.get(button), panel)) ? status.dataset.copied : status.dataset.failed;
    button.focus();
  });
})();
