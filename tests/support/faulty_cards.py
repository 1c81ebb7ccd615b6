"""What is wrong with the cards of a page, wherever they open."""

from __future__ import annotations

from playwright.sync_api import Page, ViewportSize

SIZES: list[ViewportSize] = [
    {"width": width, "height": height} for width, height in ((390, 844), (768, 1024), (1440, 900))
]
LINKS = "article a:is(.press-number, .press-citation, .press-term, .press-opener)"
# The first link of each sort that opens a card: its place among all of them, its kind and what it stands in.
SORTS = f"""() => {{
  const named = (one) => [one.localName, ...one.classList].join("."), sorts = new Map();
  [...document.querySelectorAll("{LINKS}")].forEach((link, place) => {{
    const around = [];
    for (let at = link; !at.matches("section, article"); at = at.parentElement) around.push(named(at));
    if (!sorts.has(around.join(" "))) sorts.set(around.join(" "), place);
  }});
  return [...sorts].map(([sort, place]) => [place, sort]);
}}"""
# What is wrong with the cards that the openers at `places` (in the order of the page) open, each with its place.
FAULTS = """async ([LINKS, places]) => {
  // What the surroundings of a card could change of its parts; not how wide or high they are.
  const STYLES = ["display", "position", "float", "font-family", "font-size", "font-weight", "font-style", "font-variant", "line-height",
    "letter-spacing", "text-transform", "text-align", "text-indent", "text-decoration-line", "white-space", "overflow-wrap", "hyphens",
    "color", "background-color", "opacity", "visibility", "list-style", "padding", "border", "margin", "max-width"];
  const article = document.querySelector("article"), links = [...document.querySelectorAll(LINKS)];
  const frame = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
  const cardOf = () => document.querySelector("article .press-card");

  async function open(link) {
    for (let at = link; at !== article; at = at.parentElement) {
      if (at.localName === "details") at.open = true;
      if (at.matches("aside.footnote")) location.hash = at.id;
      if (at.hidden) article.querySelector(`[aria-controls="${at.id}"]`).click();
    }
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
    link.click();
    for (let tries = 0; !cardOf() && tries < 300; tries += 1) await frame();
    await frame();
    return cardOf();
  }
  const close = () => cardOf().dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));

  const styled = (card) => [card, ...card.querySelectorAll("*")].filter((part) => part.checkVisibility()).map((part) => {
    const style = getComputedStyle(part);
    const after = ["::before", "::after"].map((name) => getComputedStyle(part, name).content);
    const values = [...STYLES.map((name) => [name, style.getPropertyValue(name)]), ["content", after.join()]];
    return [`${part.localName}.${part.className}`, Object.fromEntries(values)];
  });

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  canvas.canvas.width = canvas.canvas.height = 1;
  function light(...colours) {
    for (const colour of ["#fff", ...colours]) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
    const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(part) {
    const grounds = [];
    for (let at = part; at; at = at.parentElement) grounds.unshift(getComputedStyle(at).backgroundColor);
    const [one, other] = [light(...grounds), light(...grounds, getComputedStyle(part).color)].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  }

  function faultsOf(link, card) {
    const faults = [], box = card.getBoundingClientRect(), edge = document.documentElement.clientWidth;
    if (box.width < 240) faults.push(`it is ${Math.round(box.width)} px wide`);
    const { scrollWidth } = document.documentElement, at = Math.round;
    if (box.left < 0 || box.right > edge) faults.push(`it reaches beyond the page: ${at(box.left)} to ${at(box.right)}`);
    if (scrollWidth > edge) faults.push(`the page has grown to ${scrollWidth} px`);
    const rect = link.getClientRects()[0];
    if (!rect) return ["its link is not shown"];
    const top = document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
    if (!top || !(link.contains(top) || top.contains(link))) faults.push(`its link is out of sight, at ${at(rect.top)}`);
    // What is higher than the screen, together with its line, begins in it.
    const isHigh = box.bottom - rect.top > innerHeight - document.querySelector(".page-header").offsetHeight - 8;
    if (box.top < -1 || (box.bottom > innerHeight + 1 && !isHigh)) faults.push(`it is not in view: ${at(box.top)} to ${at(box.bottom)}`);
    if (card.scrollHeight > card.clientHeight + 1 || card.scrollWidth > card.clientWidth + 1) faults.push("it is cut");
    const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walker.nextNode()) {
      const text = walker.currentNode, part = text.parentElement, words = text.data.trim().slice(0, 40);
      if (!words || (part.closest("details:not([open])") && !part.closest("summary"))) continue;
      range.selectNodeContents(text);
      const rects = [...range.getClientRects()].filter(({ width, height }) => width && height);
      const isShown = part.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      const isWithin = ({ left, right, top, bottom }) => left > box.left - 1 && right < box.right + 1 && top > box.top - 1 && bottom < box.bottom + 1;
      if (!rects.length || parseFloat(getComputedStyle(part).fontSize) < 9 || !isShown) faults.push(`not seen: ${words}`);
      else if (!rects.every(isWithin)) faults.push(`beyond the card: ${words}`);
      if (contrast(part) < 4.5) faults.push(`${contrast(part).toFixed(1)} to its ground: ${words}`);
    }
    for (const part of card.querySelectorAll("*")) {
      const framed = parseFloat(getComputedStyle(part).borderTopWidth) && part.checkVisibility() ? [...part.getClientRects()] : [];
      if (framed.some(({ top, bottom }) => top < box.top || bottom > box.bottom)) faults.push(`its frame is cut: ${part.textContent.slice(0, 40)}`);
    }
    return faults;
  }

  // The same card in running text.
  const plain = new Map();
  async function styledInText(link) {
    if (!plain.has(link.href)) {
      const paragraph = document.createElement("p"), other = link.cloneNode(true);
      paragraph.append(other);
      (article.querySelector(":scope > section") || article).append(paragraph);
      plain.set(link.href, styled(await open(other)));
      close();
      paragraph.remove();
    }
    return plain.get(link.href);
  }

  const told = [];
  for (const place of places) {
    const link = links[place], card = await open(link);
    const faults = card ? faultsOf(link, card) : ["nothing opens"];
    if (card) {
      const here = styled(card);
      close();
      if (cardOf() || document.activeElement !== link) faults.push("Escape does not close it and return to its link");
      const there = await styledInText(link);
      if (here.length !== there.length) faults.push(`${here.length} parts, in running text ${there.length}`);
      else here.forEach(([name, style], at) => {
        if (!at) return;
        const differ = Object.keys(style).filter((key) => style[key] !== there[at][1][key]);
        const values = differ.map((key) => `${key} ${style[key]} for ${there[at][1][key]}`);
        if (differ.length) faults.push(`${name} is styled by its surroundings: ${values.join("; ")}`);
      });
    }
    told.push(...faults.map((fault) => [place, fault]));
  }
  return told;
}"""


def faults_of_cards(page: Page, address: str, seen: set[str]) -> list[str]:
    """What is wrong with the cards of a page, one of each sort that is not among those ``seen``, at each width."""
    page.goto(address)
    links = {place: sort for place, sort in page.evaluate(SORTS) if sort not in seen}
    seen.update(links.values())
    faults = []
    for size in SIZES if links else ():
        page.set_viewport_size(size)
        found = page.evaluate(FAULTS, [LINKS, list(links)])
        faults += [f"{address}, {size['width']} px, {links[place]}: {fault}" for place, fault in found]
    return faults
