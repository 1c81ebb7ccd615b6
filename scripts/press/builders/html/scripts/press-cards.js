// Opens what a number, a citation or a term leads to as a card: in the margin at the height of its sentence, or under the block that it stands
// in, which is all of a grid, or a row of a table. Cards are in a file of the page that is asked for at the first sign that one is wanted; where
// it does not come, the link is followed.
(() => {
  const article = document.querySelector("article");
  const file = article?.dataset.pressCards;
  if (!file) return;
  // Not those of words borrowed from another language: they lead into its edition.
  const LINKS = "a:is(.press-number, .press-citation, .press-term, .press-opener):not(.press-twin *)";
  // What holds words or items, but no card.
  const FULL = "p, dt, dl, ul, ol, summary, h1, h2, h3, h4, h5, h6, .press-pair:not(.press-pair-section)";
  // What may reach into the margin, and what holds a card back from it.
  const MARGIN = "aside, table, figure, pre, .press-editors, .page-tools", HOLDS = "table, figure, details, .admonition";
  const PATIENCE = 4000, GAP = 16, LEAST = 240;
  const words = JSON.parse(document.body.dataset.pressWords);
  let shown = null, wanted = null;

  const pause = (delay) => new Promise((done) => { setTimeout(done, delay); });
  const told = (link) => window.pressLoad(file).then(() => window.pressCards[pressId(link)], () => null);

  function made(label, html) {
    const card = Object.assign(document.createElement("div"), { className: "press-card", role: "dialog", ariaLabel: label, tabIndex: -1, innerHTML: html });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "press-card-close", textContent: "×", ariaLabel: words.close });
    button.addEventListener("click", close);
    card.prepend(button);
    return card;
  }

  // Whether a card may stand in a place: one thing follows below the other there, and it is wide enough.
  const BELOW = /^(block|flow-root|list-item|table-caption)$/;
  const holds = (place) => !place.matches(FULL) && place.clientWidth >= LEAST && BELOW.test(getComputedStyle(place).display);

  // In the nearest place that holds it, behind the block with the link; of a term, before its definition; between cells, in a row of its own.
  function place(card, link) {
    const definition = link.closest("dt")?.nextElementSibling;
    if (definition?.matches("dd") && holds(definition)) {
      definition.prepend(card);
      return card;
    }
    let block = link;
    while (!block.parentElement.matches("article, tr") && !holds(block.parentElement)) block = block.parentElement;
    const row = block.parentElement;
    if (row.matches("tr")) {
      const placed = Object.assign(document.createElement("tr"), { className: "press-card-row" }), cell = placed.insertCell();
      cell.colSpan = [...row.cells].reduce((sum, { colSpan }) => sum + colSpan, 0);
      cell.append(card);
      row.after(placed);
      return placed;
    }
    if (getComputedStyle(block).display === "inline") block.parentElement.append(card);
    else block.after(card);
    return card;
  }

  // Beside its sentence, or below what stands there; in the text, under the block, where the margin is taken for a quarter of the screen.
  function settle() {
    if (!shown) return;
    const { card, link } = shown;
    card.style.insetBlockStart = card.style.marginInlineStart = "";
    card.classList.toggle("press-card-below", Boolean(link.closest(HOLDS)) || card.matches(".press-card-under-line"));
    if (getComputedStyle(card).position !== "absolute") return;
    const { left, height } = card.getBoundingClientRect(), start = link.getClientRects()[0].top;
    const taken = [...article.querySelectorAll(MARGIN)].map((other) => other.getBoundingClientRect())
      .filter((box) => box.height && box.right > left).sort((one, other) => one.top - other.top);
    let top = start;
    for (const box of taken) if (box.top < top + height + GAP && box.bottom + GAP > top) top = box.bottom + GAP;
    if (top - start <= window.innerHeight / 4) {
      // Whatever it is placed in, the margin is that of the page.
      const frame = card.offsetParent.getBoundingClientRect(), page = article.getBoundingClientRect();
      card.style.insetBlockStart = `${top - frame.top}px`;
      card.style.marginInlineStart = `${page.right - frame.right}px`;
      return;
    }
    card.classList.add("press-card-below");
    const noted = card.closest(".press-noted");
    if (noted && noted.lastElementChild !== card) noted.append(card);
  }

  function close() {
    wanted = null;
    if (!shown) return;
    const { card, link, placed } = shown, hadFocus = card.contains(document.activeElement);
    shown = null;
    placed.remove();
    link.ariaExpanded = "false";
    if (hadFocus) link.focus();
  }

  async function open(link) {
    wanted = link;
    const found = await Promise.race([told(link), pause(PATIENCE)]);
    // Who has turned to something else meanwhile is led nowhere.
    if (wanted !== link || document.querySelector("dialog[open]")) return;
    if (!found) return location.assign(link.href);
    close();
    const card = made(...found), report = document.querySelector(".press-report")?.cloneNode(true);
    // A form and a letter end with the address of the page.
    if (report?.search) report.href += encodeURIComponent(`#${link.closest("[id*='.'], section").id} ${link.hash}`);
    if (report) card.lastElementChild.append(" · ", report);
    shown = { card, link, placed: place(card, link) };
    link.ariaExpanded = "true";
    settle();
    // Both come into view together, below the header: of a long paragraph the card stands under the line.
    const above = document.querySelector(".page-header").offsetHeight;
    const distance = () => card.getBoundingClientRect().top - link.getClientRects()[0].top;
    const isFar = above + distance() + card.offsetHeight > window.innerHeight;
    if (isFar && shown.placed === card && link.closest("p")?.clientWidth >= LEAST) {
      card.classList.add("press-card-below", "press-card-under-line");
      link.after(card);
    }
    card.focus({ preventScroll: true });
    card.style.scrollMarginBlockStart = `${distance() + above}px`;
    card.scrollIntoView({ block: "nearest" });
  }

  article.querySelectorAll(LINKS).forEach((link) => { link.ariaExpanded = "false"; });
  for (const sign of ["focusin", "pointerover"]) article.addEventListener(sign, ({ target }) => { if (target.closest(LINKS)) told(target.closest(LINKS)); });
  article.addEventListener("click", (event) => {
    const link = event.target.closest(LINKS);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (shown?.link === link) close();
    else open(link);
  });
  // A table that is sorted or filtered takes its rows apart.
  for (const sign of ["focusin", "click"]) article.addEventListener(sign, ({ target }) => { if (target.closest(".press-table-tools, .press-table-sort")) close(); });
  document.addEventListener("keydown", ({ key, target }) => { if (key === "Escape" && !target.closest("[popover], dialog")) close(); });
  new ResizeObserver(settle).observe(article);
})();
