/* Searches one edition: its Pagefind index, and where Pagefind has no stemmer for the language, our rule for its endings. */

const MOST = 8; /* spellings of a query that are tried */
/* Behind every other letter: the part of the index that has the last word with a beginning may not be the one that has the first. */
const LAST = "\u04ff";

/* Loads an index: { bundle, stems } are addresses relative to this file. */
export async function openIndex({ language, bundle, stems }) {
  const address = (relative) => new URL(relative, import.meta.url).href;
  const [pagefind, rule] = await Promise.all([
    import(address(bundle + "pagefind.js")),
    stems ? import(address(stems)) : { variants: (word) => [word], typed: 0 },
  ]);
  const index = pagefind.createInstance({ noWorker: true, excerptLength: 24 });
  return { search: (query) => searchIndex(inTurn(index), rule, language, query) };
}

/* Pagefind takes a part of its index that does not come for one that has no words: what it then finds is no answer. */
let missed = 0;
const ask = window.fetch;
window.fetch = async (address, ...options) => {
  const answer = await ask(address, ...options).catch((error) => ({ ok: false, error }));
  if (!answer.ok && String(address).endsWith(".pf_index")) missed += 1;
  if (answer.error) throw answer.error;
  return answer;
};

async function complete(search) {
  const before = missed, { results } = await search;
  if (missed > before) throw new Error("a part of the index is missing");
  return results;
}

/* Pagefind has one object a page, which each search fills anew: pages are read one after the other, and copied. */
function inTurn(pagefind) {
  let last = Promise.resolve();
  const next = (job) => (last = last.then(job, job));
  const copied = (result) => ({ id: result.id, score: result.score, data: () => next(async () => ({ ...await result.data() })) });
  const search = async (query) => { await pagefind.preload(query.replace(/\p{L}(?!\p{L})/gu, `$&${LAST}`)); return pagefind.search(query); };
  return { search: async (query) => (await complete(search(query))).map(copied) };
}

/* The pages that answer `query`, best first: [{ id, score, data() }]. */
async function searchIndex(pagefind, rule, language, query) {
  const asked = plainQuery(query);
  if (!asked) return [];
  if (isQuoted(asked)) return quoted(pagefind, asked);
  const words = asked.toLocaleLowerCase(language).split(" ");
  const together = await searchSpellings(pagefind, rule, words);
  if (together.length || words.length === 1) return together;
  return ranked(await Promise.all(words.map((word) => searchSpellings(pagefind, rule, [word]))), sum);
}

/* Pages that have the words as they stand, in the order in which they would come without quotation marks. */
async function quoted(pagefind, query) {
  const exact = await pagefind.search(query);
  const order = (await pagefind.search(query.slice(1, -1))).map((result) => result.id);
  return exact.sort((first, second) => order.indexOf(first.id) - order.indexOf(second.id));
}

/* What was typed counts in addition, as much as the rule says, so that exact forms come first. */
async function searchSpellings(pagefind, rule, words) {
  const spellings = combined(words.map(rule.variants));
  const typed = words.join(" "), lists = [];
  for (const spelling of spellings) lists.push(await found(pagefind, spelling.join(" "), spelling));
  const byStem = ranked(lists, Math.max);
  if (spellings.length === 1 && spellings[0].join(" ") === typed) return byStem;
  if (!byStem.length) return found(pagefind, typed, words);
  const known = new Set(byStem.map((result) => result.id));
  const exact = (await pagefind.search(typed)).filter((result) => known.has(result.id));
  return ranked([byStem, exact.map((result) => ({ ...result, score: result.score * rule.typed }))], sum);
}

/* What Pagefind finds, or nothing where it found no more than the first letters of each word. */
async function found(pagefind, query, words) {
  const results = await pagefind.search(query);
  if (!results.length) return results;
  const matched = matchedWords(await results[0].data());
  return words.some((word) => matched.some((other) => areAlike(word, other))) ? results : [];
}

const sum = (first, second) => first + second;

/* One list out of several, a page once; its score is `joined` from its scores, its data those of the highest. */
function ranked(lists, joined) {
  const pages = new Map();
  for (const result of lists.flat()) {
    const other = pages.get(result.id);
    const best = !other || result.score > other.best ? result : other;
    pages.set(result.id, {
      id: result.id, data: best.data, best: Math.max(result.score, other ? other.best : 0),
      score: other ? joined(result.score, other.score) : result.score,
    });
  }
  return [...pages.values()].sort((first, second) => second.score - first.score);
}

/* Every choice of one spelling a word, as far as they are few. */
function combined(spellings) {
  return spellings.reduce((chosen, ways) => {
    const all = chosen.flatMap((words) => ways.map((way) => [...words, way]));
    return all.length <= MOST ? all : chosen.map((words) => [...words, ways[0]]);
  }, [[]]);
}

/* Without soft hyphens, with the quotation marks and spaces that a keyboard has, and the digits of a number in one word. */
export function plainQuery(text) {
  return text.normalize("NFC").replace(/\u00ad/g, "").replace(/[«»“”„]/g, '"').replace(/\s+/g, " ")
    .replace(/(\d) (?=\d{3}(?!\d))/g, "$1").trim();
}

const isQuoted = (query) => /^".+"$/.test(query);

/* A word as Pagefind compares it: small letters and digits, without accents (so й is и, and ё is е). */
function letters(word) {
  return word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLocaleLowerCase();
}

/* The words of a page that were found, as they stand there, parts of compounds too. */
export function matchedWords({ content, locations }) {
  const words = content.split(/\s+/);
  return [...new Set(locations.flatMap((place) => (words[place] || "").match(/[\p{L}\p{N}]+/gu) || []))]
    .concat(locations.map((place) => (words[place] || "").replace(/[^\p{L}\p{N}]/gu, "")));
}

/* Whether two words share more than half of the first one. */
export function areAlike(word, other) {
  const [first, second] = [letters(word), letters(other)];
  const needed = Math.min(first.length, Math.max(3, Math.floor(first.length / 2) + 1));
  return needed > 0 && first.slice(0, needed) === second.slice(0, needed);
}
