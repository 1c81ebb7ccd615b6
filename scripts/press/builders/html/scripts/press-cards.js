// Opens what a number, a citation or a term leads to as a card. What does it, and the page with the card, are asked for at the first sign that one is
// wanted; where they do not come, the link is followed. Pages opened from a folder cannot read one another: there it is a link as any other.
(() => {
  const article = document.querySelector("article"), PATIENCE = 4000;
  if (!article || location.protocol === "file:") return;
  // Not those of words borrowed from another language, which lead into its edition, nor those of cards.
  const LINKS = "a:is(.press-number, .press-citation, .press-term, .press-opener):not(.press-twin *, .press-card *)";
  const done = (what, link) => window.pressLoad("cards").then(() => window.pressCards[what](link));
  let wanted = null;

  article.querySelectorAll(LINKS).forEach((link) => { link.ariaExpanded = "false"; });
  for (const sign of ["focusin", "pointerover"]) {
    article.addEventListener(sign, ({ target }) => { if (target.closest(LINKS)) done("ask", target.closest(LINKS)).catch(() => {}); });
  }
  article.addEventListener("click", (event) => {
    const link = event.target.closest(LINKS);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    wanted = link;
    const late = new Promise((_, fail) => { setTimeout(fail, PATIENCE); });
    // Who has turned to something else meanwhile is led nowhere.
    Promise.race([done("open", link), late]).catch(() => { if (wanted === link && !document.querySelector("dialog[open]")) location.assign(link.href); });
  });
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") wanted = null; });
})();
