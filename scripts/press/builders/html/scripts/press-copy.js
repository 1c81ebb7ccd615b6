// Soft hyphens are for the page alone: what a reader copies has none.
document.addEventListener("copy", (event) => {
  const selection = document.getSelection();
  if (event.defaultPrevented || !selection || !selection.toString().includes("\u00ad")) return;
  const box = document.createElement("div");
  for (let index = 0; index < selection.rangeCount; index += 1) box.append(selection.getRangeAt(index).cloneContents());
  event.clipboardData.setData("text/plain", selection.toString().replaceAll("\u00ad", ""));
  event.clipboardData.setData("text/html", box.innerHTML.replaceAll("\u00ad", ""));
  event.preventDefault();
});

// Where the page is not served safely there is no clipboard to write to; what is selected in the `place` can still be copied.
window.pressCopy = async (text, place) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    place.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
};

// A button copies the words before it, on the page of a card and in a card in place.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest(".press-copy-words");
  if (!button) return;
  const words = button.previousElementSibling.textContent.replaceAll("\u00ad", "");
  button.nextElementSibling.textContent = (await window.pressCopy(words, button.parentElement)) ? button.dataset.copied : "";
});
