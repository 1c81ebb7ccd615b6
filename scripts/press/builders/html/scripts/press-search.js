/* Opens the search, and loads what searches only then; on the page that a result led to, what shows the words it was found by. */
(() => {
  const dialog = document.getElementById("press-search");
  if (!dialog || !dialog.showModal) return;
  const part = (name) => dialog.querySelector(".press-search-" + name);
  const input = dialog.querySelector("input");
  const fromFolder = location.protocol === "file:";
  let loading = null;

  /* A page that was opened from a folder may load no module and read no index: it says so. */
  async function load() {
    if (fromFolder) {
      part("folder").hidden = false;
      return;
    }
    loading ||= import(new URL(dialog.dataset.pressSearch, document.baseURI).href).then((module) => module.start(dialog));
    try {
      (await loading).search(input.value);
    } catch {
      loading = null;
      part("status").textContent = dialog.dataset.failed;
    }
  }

  function open(query) {
    if (!dialog.open) dialog.showModal();
    if (query !== undefined) input.value = query;
    input.focus();
    input.select();
    load();
  }

  /* "/" stands under another key on a Cyrillic keyboard, where the key of the Latin one types a full stop. */
  function opens(event) {
    if (event.code === "KeyK") return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return false;
    return event.key === "/" || (event.code === "Slash" && event.key === ".");
  }

  const isTyping = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

  window.addEventListener("keydown", (event) => {
    if (!opens(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  }, true);
  for (const button of document.querySelectorAll(".press-search-open")) {
    button.addEventListener("click", () => open());
    button.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  }
  part("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  const asked = new URLSearchParams(location.search);
  const mark = () => window.pressLoad("found").then(() => window.pressFound(asked.getAll("found"), dialog), () => {});
  if (asked.has("found") && document.readyState === "complete") mark();
  else if (asked.has("found")) window.addEventListener("load", mark);
  if (asked.has("search")) open(asked.get("search"));
})();
