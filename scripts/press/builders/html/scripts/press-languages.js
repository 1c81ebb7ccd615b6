// The links to other languages lead to the block in view, keep the text that is read beside, and remember the choice.
(() => {
  const here = document.documentElement.lang;
  // The header scrolls away with the text: who goes up to it in one go means the place where that began.
  let last = scrollY, began = last, rest = 0;

  addEventListener("scroll", () => {
    if (scrollY > last) began = scrollY;
    else if (!rest) began = last;
    last = scrollY;
    clearTimeout(rest);
    rest = setTimeout(() => { rest = 0; began = last; }, 10000); // after so long a reader has come to stay
  });

  function beside(language) {
    const shown = new URLSearchParams(location.search).get("beside");
    return shown === language ? here : shown;
  }

  function aim(link) {
    link.dataset.page ??= link.getAttribute("href");
    if ("missing" in link.dataset) return;
    const block = window.pressBlocks.inView(began), second = beside(link.hreflang);
    link.setAttribute("href", link.dataset.page + (second ? `?beside=${encodeURIComponent(second)}` : "") + (block ? `#${block.id}` : ""));
  }

  function remember(link) {
    try { localStorage.setItem("press-language", link.hreflang); } catch { /* Without storage nothing is remembered. */ }
  }

  for (const link of document.querySelectorAll(".press-languages a[hreflang]")) {
    for (const event of ["pointerover", "pointerdown", "focus", "click"]) link.addEventListener(event, () => aim(link));
    link.addEventListener("click", () => remember(link));
  }
})();
