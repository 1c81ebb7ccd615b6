// Opens cards: in the margin at the height of its sentence, or under the block that its link stands in, which is all of a grid, or a row of a table.
(() => {
  const article = document.querySelector("article");
  // What holds words or items, but no card.
  const FULL = "p, dt, dl, ul, ol, summary, h1, h2, h3, h4, h5, h6, .press-pair:not(.press-pair-section)";
  // What may reach into the margin, and what holds a card back from it.
  const MARGIN = "aside, table, figure, pre, .press-editors, .page-tools, .press-line-note", HOLDS = "table, figure, details, .admonition";
  const GAP = 16, LEAST = 240;
  const words = JSON.parse(document.body.dataset.pressWords);
  const pages = new Map();
  let shown = null, wanted = null;

  // What a page says, with links that lead from anywhere.
  async function asked(address) {
    const answer = await fetch(address), text = await answer.text(), page = document.createElement("template");
    if (!answer.ok) throw new Error(answer.statusText);
    page.innerHTML = text.slice(text.indexOf("<main"), text.lastIndexOf("</main>"));
    for (const link of page.content.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), answer.url).href;
    return page.content;
  }

  function pageOf(link) {
    const [address] = link.href.split("#");
    if (!pages.has(address)) pages.set(address, asked(address).catch((error) => { pages.delete(address); throw error; }));
    return pages.get(address);
  }

  const made = (name, values) => Object.assign(document.createElement(name), values);

  // The name and the parts of a card: all of a page of its own, or an entry in a page of many (a term with its definition), and a link there.
  async function told(link) {
    const page = (await pageOf(link)).cloneNode(true), title = page.querySelector("h1");
    if (!link.hash) {
      const head = made("p", { className: "press-card-title" });
      head.append(...title.childNodes);
      title.replaceWith(head);
      return [head.textContent, page.firstElementChild.childNodes];
    }
    const entry = page.getElementById(pressId(link)), term = entry.closest("dt"), foot = made("p", { className: "press-card-foot" });
    foot.append(made("a", { href: link.href, textContent: title.firstChild.data.trim() }));
    if (!term) return [link.textContent, [...entry.childNodes, foot]];
    const head = made("p", { className: "press-card-title", innerHTML: `<strong>${term.innerHTML}</strong>` });
    return [term.textContent, [head, ...term.nextElementSibling.childNodes, foot]];
  }

  function cardOf(label, parts) {
    const card = made("div", { className: "press-card", role: "dialog", ariaLabel: label, tabIndex: -1 });
    const button = made("button", { type: "button", className: "press-card-close", textContent: "×", ariaLabel: words.close });
    button.addEventListener("click", close);
    card.append(button, ...parts);
    for (const part of card.querySelectorAll("[id]")) part.removeAttribute("id");
    for (const part of card.querySelectorAll("details")) part.open = false;
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
      const placed = made("tr", { className: "press-card-row" }), cell = placed.insertCell();
      cell.colSpan = [...row.cells].reduce((sum, { colSpan }) => sum + colSpan, 0);
      cell.append(card);
      row.after(placed);
      return placed;
    }
    if (getComputedStyle(block).display === "inline") block.parentElement.append(card);
    else block.after(card);
    return card;
  }

  // Beside its sentence, or below what stands there; in the text, under the block, where the margin is taken for a quarter of the screen or would cut it.
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
    if (top - start <= window.innerHeight / 4 && card.scrollHeight <= card.clientHeight) {
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
    if (shown?.link === link) return close();
    wanted = link;
    const [label, parts] = await told(link);
    if (wanted !== link || document.querySelector("dialog[open]")) return;
    close();
    const card = cardOf(label, parts), report = document.querySelector(".press-report")?.cloneNode(true);
    // A form and a letter end with the address of the page.
    if (report?.search) report.href += encodeURIComponent(`#${link.closest("[id*='.'], section").id} ${link.getAttribute("href")}`);
    if (report) card.append(made("p", { className: "press-card-foot", innerHTML: report.outerHTML }));
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

  // A table that is sorted or filtered takes its rows apart.
  for (const sign of ["focusin", "click"]) article.addEventListener(sign, ({ target }) => { if (target.closest(".press-table-tools, .press-table-sort")) close(); });
  document.addEventListener("keydown", ({ key, target }) => { if (key === "Escape" && !target.closest("[popover], dialog")) close(); });
  new ResizeObserver(settle).observe(article);
  window.pressCards = { ask: pageOf, open };
})();
