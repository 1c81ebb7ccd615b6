/* Opens the search, and loads what searches only then. On the page that a result led to, shows the words it was found by. */
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

  /* A number with all its digits, or a word with its hyphens. */
  const WORD = /\p{N}+(?:[.,\u00a0\u202f]\p{N}+)*|[\p{L}\p{N}\u00ad]+(?:[-\u2011][\p{L}\p{N}\u00ad]+)*/gu;
  const lower = (text) => text.replace(/[^\p{L}\p{N}]/gu, "").toLocaleLowerCase(document.documentElement.lang);

  /* Ranges of the words of `root` that begin with one of `beginnings`, or a part of which does; only what is shown. */
  function rangesOf(root, beginnings) {
    const ranges = [], walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("script, style, svg, [popover], dialog")) continue;
      for (const { 0: word, index } of node.data.matchAll(WORD)) {
        const parts = [word, ...word.split(/[-\u2011]/)].map(lower);
        if (!beginnings.some((beginning) => parts.some((part) => part.startsWith(beginning)))) continue;
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        ranges.push(range);
      }
    }
    return ranges;
  }

  /* Marks the words in the page without changing it, and goes to the first one below the heading of the address. */
  function show(beginnings) {
    const article = document.querySelector("article");
    if (!article || !window.CSS || !CSS.highlights) return;
    const ranges = rangesOf(article, beginnings);
    CSS.highlights.set("press-found", new Highlight(...ranges));
    const heading = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const isBelow = (range) => !heading || heading.compareDocumentPosition(range.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING
      || heading.contains(range.startContainer);
    const first = ranges.find(isBelow);
    window.addEventListener("keydown", (event) => { if (event.key === "Escape" && !dialog.open) hide(); });
    if (first && first.getBoundingClientRect().bottom > innerHeight) first.startContainer.parentElement.scrollIntoView({ block: "center" });
  }

  /* Escape takes the marks away, and what they come from out of the address. */
  function hide() {
    if (CSS.highlights.delete("press-found")) history.replaceState(null, "", location.pathname + location.hash);
  }

  const asked = new URLSearchParams(location.search);
  const mark = () => show(asked.getAll("found"));
  if (asked.has("found") && document.readyState === "complete") mark();
  else if (asked.has("found")) window.addEventListener("load", mark);
  if (asked.has("search")) open(asked.get("search"));
})();
