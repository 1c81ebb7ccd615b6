/* What happens in the search dialog once it is open: results while one types, the keyboard, and other languages. */
import data from "./data.js"; /* what the search of this edition says, and where the indexes are (builders.html.search) */
import { areAlike, matchedWords, openIndex, plainQuery } from "./engine.js";

const GROUP_MARK = "\u2027"; /* between the digits of a number in the index (builders.html.search) */
const AT_ONCE = 6, SECTIONS = 2, PAUSE = 120;

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/* The sheet for what is found; a search whose sheet does not come goes on without. */
function styled() {
  const sheet = make("link", { rel: "stylesheet", href: new URL("results.css", import.meta.url).href });
  return new Promise((done) => {
    sheet.onload = sheet.onerror = done;
    document.head.append(sheet);
  });
}

/* Takes over the dialog. */
export function start(dialog) {
  return new Search(dialog);
}

class Search {
  constructor(dialog) {
    Object.assign(this, { dialog, indexes: new Map(), asked: "", turn: 0, waiting: 0, atWork: 0, answered: null, styled: styled() });
    [this.input, this.hint, this.status, this.list, this.after] = ["input", ".press-search-hint", ".press-search-status",
      ".press-search-results", ".press-search-after"].map((name) => dialog.querySelector(name));
    this.hint.textContent = data.hint;
    this.status.textContent = ""; /* it may say that this could not be loaded */
    this.input.addEventListener("input", () => this.later());
    dialog.addEventListener("keydown", (event) => this.key(event));
    this.index(data.index);
  }

  /* The index of an edition, loaded once; one that could not be loaded is tried again. */
  index(edition) {
    const known = this.indexes.get(edition.language);
    if (known) return known;
    const loading = openIndex(edition);
    this.indexes.set(edition.language, loading);
    loading.catch(() => this.indexes.delete(edition.language));
    return loading;
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.search(this.input.value), PAUSE);
    this.tellBusy();
  }

  /* Says to the reader's tools, and to tests, whether the list may still change. */
  tellBusy() {
    this.list.setAttribute("aria-busy", String(Boolean(this.waiting || this.atWork)));
  }

  async busyDuring(work) {
    this.atWork += 1;
    this.tellBusy();
    try {
      await work;
    } finally {
      this.atWork -= 1;
      this.tellBusy();
    }
  }

  /* Search for `text`, unless that is what was searched last. */
  async search(text) {
    clearTimeout(this.waiting);
    this.waiting = 0;
    const query = plainQuery(text);
    if (query === this.asked) this.tellBusy();
    else this.answered = this.busyDuring(this.ask(query));
    await this.answered;
  }

  /* Follow the first result of what stands in the field, which need not have been searched yet. */
  async follow() {
    const query = plainQuery(this.input.value);
    await this.search(query);
    if (query === this.asked && document.activeElement === this.input) this.links()[0]?.click();
  }

  /* Show what is found, unless something else has been asked for meanwhile. */
  async ask(query) {
    this.asked = query;
    this.hint.hidden = query !== "";
    const turn = ++this.turn;
    if (query && !this.list.childElementCount) this.status.textContent = data.words.searching;
    try {
      await this.answer(query, turn);
    } catch {
      if (turn === this.turn) this.fail();
    }
  }

  /* Whatever is asked for next, even the same, is searched in an index that is loaded anew: Pagefind tries nothing twice. */
  fail() {
    this.asked = null;
    this.indexes.clear();
    this.status.textContent = this.dialog.dataset.failed;
  }

  async answer(query, turn) {
    const results = query ? await (await this.index(data.index)).search(query) : [];
    await this.styled;
    if (turn !== this.turn) return;
    this.clear();
    if (results.length) await this.show(results, turn);
    else if (query) await this.offer(query, turn);
  }

  /* A reader who stood on a result that goes stands in the field again. */
  clear() {
    if ([this.list, this.after].some((part) => part.contains(document.activeElement))) this.input.focus();
    this.status.textContent = "";
    this.list.replaceChildren();
    this.after.replaceChildren();
  }

  async show(results, turn) {
    this.status.textContent = counted(data.found, results.length, data.index.language);
    await this.append(results, turn);
  }

  async append(results, turn) {
    const query = this.asked;
    for (const result of results.slice(0, AT_ONCE)) {
      const page = await result.data();
      if (turn !== this.turn) return;
      this.list.append(pageItem(page, query));
    }
    const rest = results.slice(AT_ONCE);
    this.after.replaceChildren(...(rest.length ? [this.moreButton(rest, turn)] : []));
  }

  moreButton(rest, turn) {
    const button = make("button", { type: "button", class: "press-search-more" }, data.words.more);
    button.addEventListener("click", async () => {
      if (this.atWork) return;
      if (this.asked === null) return this.search(this.input.value);
      const last = this.list.lastElementChild;
      await this.busyDuring(this.append(rest, turn)).catch(() => this.fail());
      if (document.activeElement !== this.input) last.nextElementSibling?.querySelector("a").focus();
    });
    return button;
  }

  /* Nothing was found: how many pages the other languages have, each a link that searches there. */
  async offer(query, turn) {
    const { words, others } = data;
    this.status.textContent = words.nothing.replace("{query}", () => query);
    const found = await Promise.all(others.map(async (other) => {
      const results = await this.index(other).then((index) => index.search(query)).catch(() => []);
      return { ...other, count: results.length };
    }));
    const some = found.filter((other) => other.count);
    if (turn !== this.turn || !some.length) return;
    this.after.replaceChildren(make("p", {}, words.others), make("ul", {}, ...some.map((other) => otherItem(other, query))));
    const spoken = [words.others, ...some.map(otherText)].join(" ");
    this.status.append(" ", make("span", { class: "press-search-spoken" }, spoken));
  }

  links() {
    return [...this.dialog.querySelectorAll(".press-search-results a, .press-search-after a, .press-search-more")];
  }

  /* Arrows go through the results, Enter in the field opens the first; Escape closes, where browsers would first empty the field. */
  key(event) {
    const links = this.links();
    const at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const next = at + step;
      (next < 0 ? this.input : links[Math.min(next, links.length - 1)])?.focus();
    } else if (event.key === "Enter" && document.activeElement === this.input && !event.isComposing) {
      event.preventDefault();
      this.follow();
    } else if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      this.dialog.close();
    }
  }
}

function counted(forms, count, language) {
  const form = forms[new Intl.PluralRules(language).select(count)] || forms.other;
  return form.replace("{count}", () => count.toLocaleString(language));
}

const otherText = (other) => `${other.name}: ${counted(other.pages, other.count, other.language)}.`;

function otherItem(other, query) {
  const address = new URL(other.href, import.meta.url);
  address.searchParams.set("search", query);
  const link = make("a", { href: address.href, hreflang: other.language, lang: other.language },
    `${other.name}: ${counted(other.pages, other.count, other.language)}`);
  return make("li", {}, link);
}

/* A page, and its sections with the most of what was asked for. */
function pageItem(page, query) {
  const weight = weights(page, query);
  const parts = [...page.sub_results].sort((first, second) => weight(second) - weight(first)).slice(0, SECTIONS);
  const found = beginnings(page, query);
  const start = parts.find((part) => !part.anchor);
  const item = make("li", {}, partLink(page.url, page.meta.title, start?.excerpt, found, "press-search-page"));
  for (const part of parts.filter((each) => each !== start)) {
    item.append(partLink(part.url, part.title, part.excerpt, found, "press-search-section"));
  }
  return item;
}

/* How much of each word that was asked for a section has, of all places on the page: a frequent word is worth no more than a rare
   one. Headings weigh more, as in Pagefind. */
function weights(page, query) {
  const words = page.content.split(/\s+/);
  const sum = (places) => places.reduce((total, place) => total + place.balanced_score, 0);
  const each = query.split(" ").map((asked) => {
    const alike = (places) => sum(places.filter((place) => areAlike(asked, words[place.location] || "")));
    return { alike, total: alike(page.weighted_locations) || 1 };
  });
  return (part) => each.reduce((total, { alike, total: all }) => total + alike(part.weighted_locations) / all, 0)
    + sum(part.weighted_locations) / 1e6;
}

function partLink(url, title, excerpt, found, kind) {
  const address = new URL(url, document.baseURI);
  address.search = found.map((word) => "found=" + encodeURIComponent(word)).join("&");
  const link = make("a", { href: address.href, class: kind }, make("span", { class: "press-search-title" }, title));
  const rest = withoutTitle(excerpt || "", title);
  if (rest) link.append(make("span", { class: "press-search-excerpt" }, ...marked(rest)));
  return link;
}

/* The excerpt without the title that it begins with, which stands above it. Marks are around whole words. */
function withoutTitle(excerpt, title) {
  const words = excerpt.split(" "), length = title.split(/\s+/).length;
  const start = words.slice(0, length).join(" ").replace(/<\/?mark>/g, "");
  return start.replace(/\.$/, "") === title ? words.slice(length).join(" ") : excerpt;
}

/* Pagefind's excerpt, text with <mark> around what was found, as nodes. */
function marked(excerpt) {
  const text = (part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll(GROUP_MARK, "\u00a0");
  return ["… ", ...excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, index) => (index % 2 ? make("mark", {}, text(part)) : text(part))), " …"];
}

/* With what the words begin that were found on a page: what the forms of each word have in common. */
function beginnings(page, query) {
  const words = matchedWords(page).map((word) => word.toLocaleLowerCase());
  const groups = query.split(" ").map((asked) => words.filter((word) => areAlike(asked, word)));
  return [...new Set(groups.filter((group) => group.length).map((group) => group.reduce(common)))].filter((word) => word.length > 1 || /\d/.test(word));
}

function common(first, second) {
  let length = 0;
  while (length < first.length && first[length] === second[length]) length += 1;
  return first.slice(0, length);
}
