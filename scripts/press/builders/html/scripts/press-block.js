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

  const below = (line) => (element) => {
    const box = element.getBoundingClientRect();
    return box.height > 0 && box.bottom > line + 4;
  };

  // Where the style sheet lets a block come to rest that an address names.
  const lineOf = (blocks) => (blocks.length ? parseFloat(getComputedStyle(blocks[0]).scrollMarginTop) || 0 : 0);

  // The first block that reaches below the upper edge of a window scrolled to `place`; nothing at the very top of the page. Of
  // sections that are counterparts as a whole, the one that is being read.
  function inView(place = scrollY) {
    const blocks = all(document), rest = lineOf(blocks), line = rest + place - scrollY, isBelow = below(line);
    if (place < rest) return null;
    const first = blocks.find((block) => isBelow(block.localName === "section" ? words(block) : block)) || null;
    if (!document.querySelector(".press-by-section")) return first;
    const inside = blocks.filter((block) => block.localName === "section" && block.getBoundingClientRect().top <= line + 4 && isBelow(block));
    return inside.pop() || first;
  }

  // What the reader has before the eyes: of such a section the paragraph, or whatever stands there.
  function seen() {
    const block = inView();
    if (!block || !block.matches(".press-by-section")) return block && (words(block) || block);
    const parts = block.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li, figure, table");
    return [...parts].find((part) => !part.closest(".press-twin") && below(lineOf([block]))(part)) || words(block);
  }

  window.pressBlocks = { all, words, inView, seen };
})();
