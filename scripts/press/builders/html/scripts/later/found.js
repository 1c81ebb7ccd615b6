/* On the page that a result of the search led to: the words that it was found by. */
(() => {
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
  window.pressFound = (beginnings, dialog) => {
    const article = document.querySelector("article");
    if (!article || !window.CSS || !CSS.highlights) return;
    const ranges = rangesOf(article, beginnings);
    CSS.highlights.set("press-found", new Highlight(...ranges));
    const heading = document.getElementById(pressId(location));
    // A reader who has gone on before this came stays there.
    const place = heading ? heading.getBoundingClientRect().top : -scrollY, isThere = place >= 0 && place < innerHeight;
    const isBelow = (range) => !heading || heading.compareDocumentPosition(range.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING
      || heading.contains(range.startContainer);
    const foldOf = (range) => range.startContainer.parentElement.closest("details:not([open])");
    const isSeen = (range) => range.startContainer.parentElement.checkVisibility();
    const first = ranges.find((range) => isBelow(range) && (isSeen(range) || foldOf(range)));
    window.addEventListener("keydown", (event) => { if (event.key === "Escape" && !dialog.open) hide(); });
    if (!first || !isThere) return;
    while (!isSeen(first) && foldOf(first)) foldOf(first).open = true;
    if (first.getBoundingClientRect().bottom > innerHeight) first.startContainer.parentElement.scrollIntoView({ block: "center" });
  };

  /* Escape takes the marks away, and what they come from out of the address. */
  function hide() {
    const address = new URL(location.href);
    address.searchParams.delete("found");
    if (CSS.highlights.delete("press-found")) history.replaceState(null, "", address);
  }
})();
