// Copies a citation. Without this script the texts can be selected and the files saved all the same.
(() => {
  // Where the page is not served safely there is no clipboard to write to; the selection can still be copied.
  function copySelected(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.getElementById("press-cite").append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelected(text);
    }
  }

  const status = document.querySelector(".press-cite-status");
  for (const button of document.querySelectorAll("button[data-press-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copy(document.getElementById(button.dataset.pressCopy).textContent.trim());
      status.textContent = done ? status.dataset.copied : status.dataset.failed;
      button.focus();
    });
  }
})();
