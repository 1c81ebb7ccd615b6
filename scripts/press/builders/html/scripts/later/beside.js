// Another language beside this one, block by block; the other page is asked for when it is wanted.
(() => {
  const control = document.querySelector(".press-beside");
  const buttons = [...control.querySelectorAll("button")];
  const status = control.querySelector("[role=status]");
  const pages = new Map();
  let wanted = "";

  const say = (text) => { status.textContent = text; };

  // Styles of the other page are not wanted, and a policy would have the browser report each that this page has not.
  const withoutStyles = (text) => text.replace(/<style\b[^]*?<\/style>/gi, "");

  async function read(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status}`);
    return new DOMParser().parseFromString(withoutStyles(await answer.text()), "text/html");
  }

  function page(address) {
    if (!pages.has(address)) pages.set(address, read(address).catch((error) => { pages.delete(address); throw error; }));
    return pages.get(address);
  }

  // An address of this host without its name: paper shows the addresses of other hosts.
  const within = ({ href, origin }) => (origin === location.origin ? href.slice(origin.length) : href);

  // Words from the other page, which need not be in its language, without what works there only, such as ids; its links lead where they led.
  function borrow(name, nodes, address) {
    const made = document.createElement(name);
    made.className = "press-twin";
    made.lang = nodes[0].parentElement.closest("[lang]").lang;
    for (const node of nodes) made.append(document.importNode(node, true));
    for (const extra of made.querySelectorAll(".headerlink, script, style, svg")) extra.remove();
    for (const marked of made.querySelectorAll("[id]")) marked.removeAttribute("id");
    for (const link of made.querySelectorAll("a[href]")) link.setAttribute("href", within(new URL(link.getAttribute("href"), address)));
    return made;
  }

  function twin(words, address) {
    const made = borrow(words.matches("p, h1, h2, h3, h4, h5, h6") ? "p" : "span", words.childNodes, address);
    if (/^h\d$/.test(words.localName)) made.classList.add(`press-twin-${words.localName}`);
    return made;
  }

  function place(words, made) {
    if (words.localName === "dt") { words.append(made); return; }
    if (made.localName === "span") { words.after(made); return; }
    const pair = document.createElement("div");
    pair.className = "press-pair";
    words.replaceWith(pair);
    pair.append(words, made);
  }

  function clear() {
    for (const made of document.querySelectorAll(".press-twin")) {
      const pair = made.closest(".press-pair");
      made.remove();
      if (pair) pair.replaceWith(...(pair.querySelector(":scope > .press-own") || pair).childNodes);
    }
    document.documentElement.classList.remove("press-beside-open");
  }

  // What stands once, with both captions, or is no text of the section itself.
  const FIXED = "h1, h2, h3, h4, h5, h6, section, figure, table, .page-tools, .press-byline, .press-faces, .press-source";

  // A section in parts, divided by the figures and tables that both languages have: what each part holds, and what it follows.
  function parts(section) {
    const found = [{ name: "", nodes: [], after: null }];
    for (const child of section.children) {
      const part = found[found.length - 1];
      if (child.localName === "section") break;
      if (child.matches(FIXED) || child.querySelector("figure, table")) {
        const named = child.matches("[id]") ? child : child.querySelector("figure[id], table[id]");
        if (named && named.matches("figure, table") && !/^id\d+$/.test(named.id)) found.push({ name: named.id, nodes: [], after: child });
        else if (!part.nodes.length) part.after = child;
      } else if (child.textContent.trim()) part.nodes.push(child);
    }
    return found;
  }

  // The text of a section beside that of its counterpart, where paragraphs are none of one another's.
  function placeSection(own, theirs, address) {
    const first = parts(own), second = parts(theirs);
    const isSame = first.length === second.length && first.every(({ name }, number) => name === second[number].name);
    const all = isSame ? null : second.flatMap(({ nodes }) => nodes);
    first.forEach(({ nodes, after }, number) => {
      const borrowed = all ? (number ? [] : all) : second[number].nodes;
      if (!borrowed.length) return;
      const pair = document.createElement("div"), held = document.createElement("div");
      pair.className = "press-pair press-pair-section";
      held.className = "press-own";
      if (nodes.length) nodes[0].before(pair);
      else after.after(pair);
      held.append(...nodes);
      pair.append(held, borrow("div", borrowed, address));
    });
  }

  function fill(other, address) {
    const { all, words } = window.pressBlocks;
    document.documentElement.classList.add("press-beside-open");
    for (const block of all(control.closest("article") || document)) {
      const own = words(block), theirs = words(other.getElementById(block.id));
      if (!own || !theirs || own.matches(".press-source")) continue;
      if (block.matches(".press-by-section")) placeSection(block, other.getElementById(block.id), address);
      place(own, twin(theirs, address));
    }
  }

  // Whatever the reader looks at stays where it is while the page grows or shrinks, at the head of the page the title; what has the
  // focus, which moving would take from it, keeps it.
  function inPlace(change) {
    const fixed = window.pressBlocks.seen(), focused = document.activeElement;
    const top = () => (fixed ? fixed.getBoundingClientRect().top : 0), before = top();
    change();
    focused.focus({ preventScroll: true });
    window.scrollBy({ top: top() - before, behavior: "instant" });
  }

  function show(language) {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.language === language));
    const address = new URL(location.href);
    if (language) address.searchParams.set("beside", language);
    else address.searchParams.delete("beside");
    history.replaceState(history.state, "", address);
  }

  async function open(button) {
    const language = wanted = button.dataset.language;
    const address = new URL(button.dataset.page, location.href).href;
    show(language);
    try {
      const other = await page(address);
      if (wanted !== language) return;
      inPlace(() => { clear(); fill(other, address); });
      say(control.dataset.wordOpened.replace("{language}", button.textContent));
    } catch {
      if (wanted !== language) return;
      close();
      say(control.dataset.wordFailed);
    }
  }

  function close() {
    wanted = "";
    show("");
    inPlace(clear);
    say(control.dataset.wordClosed);
  }

  // Opens the language of a button, or closes it.
  window.pressBeside = (button) => {
    if (button.dataset.language === wanted) close();
    else open(button);
  };
})();
