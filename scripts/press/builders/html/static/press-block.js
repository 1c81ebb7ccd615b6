// The blocks of a page carry ids that are the same in every language. This finds the one that the reader has before the eyes.
(() => {
  const BLOCK = /^[\w-]+\.\d+$/;
  const HEADING = ":scope > :is(h1, h2, h3, h4, h5, h6), :scope > .press-pair > :is(h1, h2, h3, h4, h5, h6)";

  // What holds the words of a block: of a section its heading, of a figure or table its caption. Nothing for code and formulas.
  function words(block) {
    if (!block) return null;
    if (block.localName === "section") return block.querySelector(HEADING);
    if (block.matches("figure, table")) return block.querySelector(".caption-text");
    return block.matches("p, dt") ? block : null;
  }

  const all = (place) => [...place.querySelectorAll("section[id], figure[id], table[id], [id*='.']")]
    .filter((block) => block.localName !== "section" || words(block))
    .filter((block) => !block.id.includes(".") || BLOCK.test(block.id));

  // The first block that reaches below the header; nothing at the very top of the page.
  function inView() {
    const blocks = all(document);
    // Where the style sheet lets a block come to rest that an address names.
    const line = blocks.length ? parseFloat(getComputedStyle(blocks[0]).scrollMarginTop) || 0 : 0;
    if (window.scrollY < line) return null;
    return blocks.find((block) => {
      const box = (block.localName === "section" ? words(block) : block).getBoundingClientRect();
      return box.height > 0 && box.bottom > line + 4;
    }) || null;
  }

  window.pressBlocks = { all, words, inView };
})();
