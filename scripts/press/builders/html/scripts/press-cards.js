// Opens what a number, a citation or the mark of a note leads to as a card, in place. Cards of numbers and works are in a file
// of the page that is asked for at the first sign that one is wanted; where it does not come, the link is followed.
(() => {
  const article = document.querySelector("article.article");
  if (!article || !article.showPopover) return;
  // Not those of words borrowed from another language: they lead into its edition.
  const LINKS = "a:is(.press-number, .press-citation, .press-note):not(.press-twin *)";
  const OPEN_AFTER = 300, CLOSE_AFTER = 250, PATIENCE = 4000;
  const file = article.dataset.pressCards;
  const words = JSON.parse(document.body.dataset.pressWords);
  const canHover = window.matchMedia("(hover: hover) and (pointer: fine)");
  const shown = new Map();
  let asked = null, waiting = 0, pressed = null;

  const pause = (delay) => new Promise((done) => { setTimeout(done, delay); });
  const later = (action, delay) => { clearTimeout(waiting); waiting = setTimeout(action, delay); };
  const announce = (place) => place.querySelectorAll(LINKS).forEach((link) => link.setAttribute("aria-haspopup", "dialog"));

  const load = () => asked ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = file;
    script.onload = () => done(window.pressCards);
    script.onerror = () => { asked = null; script.remove(); done({}); };
    document.head.append(script);
  });

  // Name and content of the card. That of a note is a copy: no links back, and no id, which may stand on a page once.
  async function told(link) {
    const key = decodeURIComponent(link.hash.slice(1)), box = document.createElement("template");
    if (!link.matches(".press-note")) {
      const [label, html] = (file && (await load())[key]) || [];
      box.innerHTML = html || "";
      return html && { label, content: box.content };
    }
    const note = document.getElementById(key);
    box.innerHTML = note.innerHTML;
    for (const extra of box.content.querySelectorAll(".label, .backrefs, .press-twin")) extra.remove();
    for (const named of box.content.querySelectorAll("[id]")) named.removeAttribute("id");
    return { label: link.ariaLabel, content: box.content };
  }

  // In the card that the link is in, if any, so that both stay open.
  function show(link, { label, content }) {
    const card = Object.assign(document.createElement("div"), { className: "press-card", popover: "auto", role: "dialog", ariaLabel: label, tabIndex: -1 });
    const close = Object.assign(document.createElement("button"), { type: "button", className: "press-card-close", textContent: "×", ariaLabel: words.close });
    let hadFocus = false;
    close.addEventListener("click", () => card.hidePopover());
    card.addEventListener("beforetoggle", ({ newState }) => {
      if (newState === "open") return;
      hadFocus = card.contains(document.activeElement);
      shown.delete(link);
    });
    card.addEventListener("toggle", ({ newState }) => {
      if (newState === "open") return;
      card.remove();
      if (hadFocus) link.focus({ preventScroll: true });
    });
    card.append(close, content);
    announce(card);
    (link.closest(".press-card") || article).append(card);
    card.showPopover({ source: link });
    shown.set(link, card);
    return card;
  }

  async function rest(link) {
    const found = !shown.has(link) && await told(link);
    if (found && !shown.has(link) && link.matches(":hover")) show(link, found).dataset.pressByHover = "";
  }

  function leave(target) {
    for (const card of shown.values()) if ("pressByHover" in card.dataset && !card.contains(target)) card.hidePopover();
  }

  async function open(link) {
    const found = !shown.has(link) && await Promise.race([told(link), pause(PATIENCE)]);
    const card = shown.get(link) || (found && show(link, found));
    if (!card) return location.assign(link.href);
    delete card.dataset.pressByHover;
    card.focus({ preventScroll: true });
  }

  function expect({ target }) {
    const link = target.closest(LINKS);
    if (link && file) load();
    return link;
  }

  announce(article);
  article.addEventListener("focusin", expect);
  document.addEventListener("pointerover", (event) => {
    if (expect(event)) clearTimeout(waiting);
    else later(() => leave(event.target), CLOSE_AFTER);
  });
  // Only a mouse that was moved: one that finds itself on a link because a card above it has closed opens nothing.
  article.addEventListener("pointermove", ({ target }) => {
    const link = canHover.matches && target.closest(LINKS);
    if (link && !shown.has(link)) later(() => rest(link), OPEN_AFTER);
  });
  document.documentElement.addEventListener("pointerleave", () => later(() => leave(null), CLOSE_AFTER));
  // A press outside of a card closes it before its click comes: the second click on a link is to leave its card closed.
  article.addEventListener("pointerdown", ({ target }) => {
    const link = target.closest(LINKS), card = shown.get(link);
    pressed = card && !("pressByHover" in card.dataset) ? link : null;
  });
  article.addEventListener("click", (event) => {
    const link = event.target.closest(LINKS), again = pressed;
    pressed = null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    clearTimeout(waiting);
    if (link !== again) open(link);
  });
})();
