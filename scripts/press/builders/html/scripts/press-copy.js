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
