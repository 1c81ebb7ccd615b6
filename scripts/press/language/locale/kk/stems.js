/* Cuts the endings off a Kazakh word, for Pagefind has no stemmer for Kazakh. What is left is the beginning that all
   forms of the word share, which Pagefind finds. The rule and its sources: docs/decisions/0022-kazakh-stems.md. */

const list = (text) => text.split(" ").sort((a, b) => b.length - a.length);
const VOWELS = "аәеёиоөуұүыіэюя";
const BACK = "аоұыя", FRONT = "әеөүіэ"; /* и, у and ю go with either, as do words in Latin letters */
const HARD = "кқпстфхцчшщһбвгд"; /* after these an ending begins with т, қ, к or п */
/* How many letters are left: more where the ending could as well belong to the word. */
const LEAST = 3, LEAST_BEFORE_SHORT = 4;
const SHORT = new Set("ым ім ың ің ы і у".split(" "));

/* What an ending may follow, by its first letter. */
const AFTER = {
  л: `[${VOWELS}рй]`, д: `[^${HARD}]`, т: `[${HARD}]`, н: `[${VOWELS}мнң]`, ғ: `[^${HARD}]`, г: `[^${HARD}]`,
  қ: `[${HARD}]`, к: `[${HARD}]`, м: `[^${HARD}жз]`, б: "[жзмнң]", п: `[${HARD}]`, с: "[аәеоөыіэяу]",
  ы: "[^аәеоөұүыіэя]", і: "[^аәеоөұүыіэя]", ң: "[аәеыі]", й: "[аәеыі]", а: `[^${VOWELS}]`, е: `[^${VOWELS}]`, у: `[^${VOWELS}]`,
};
for (const letter in AFTER) AFTER[letter] = new RegExp(AFTER[letter] + "$");

/* From the end of a word to its stem. After the possessive of the third person cases have an н: үні-нде, үні-н. */
const ATTRIBUTE = list("ндағы ндегі дағы дегі тағы тегі ғы гі қы кі");
const CASE = list("ның нің дың дің тың тің ға ге қа ке ны ні ды ді ты ті да де та те дан ден тан тен нан нен мен бен пен менен бенен пенен");
const CASE_AFTER_POSSESSIVE = list("нда нде нан нен на не н");
const POSSESSIVE = list("ымыз іміз мыз міз ыңыз іңіз ңыз ңіз ым ім ың ің сы сі ы і");
const PLURAL = list("лар лер дар дер тар тер");
const PRESENT = list("ады еді йды йді");
const VERB = list("атын етін йтын йтін ған ген қан кен ып іп у");
const NEGATION = list("ма ме ба бе па пе");
const ENDINGS = new Set([...ATTRIBUTE, ...CASE, ...CASE_AFTER_POSSESSIVE, ...POSSESSIVE, ...PLURAL]);

/* A vowel that is lost before an ending with a vowel: халық, халқы. */
const LOST = new Map(list(
  "халық:халқ ерік:ерк орын:орн мойын:мойн ауыз:ауз мұрын:мұрн қарын:қарн ерін:ерн бөрік:бөрк көрік:көрк " +
  "ғұрып:ғұрп құлық:құлқ қауіп:қауп әріп:әрп дауыс:даус нарық:нарқ құлып:құлп мүлік:мүлк парық:парқ",
).map((pair) => pair.split(":")));
const RESTORED = new Map([...LOST].map(([whole, short]) => [short, whole]));
/* A consonant that is voiced before an ending with a vowel: кітап, кітабы. */
const VOICED = { п: "б", к: "г", қ: "ғ" };
const UNVOICED = { б: "п", г: "к", ғ: "қ" };
/* Words that end as if they had an ending. */
const WHOLE = new Set(list("теңге баға кесте басқа дәптер белгі сауда қысқа шілде сынып"));

function lastVowel(text, kinds) {
  return [...text].reverse().find((letter) => kinds.includes(letter));
}

function harmonious(stem, ending) {
  if (/^[мбп]ен/.test(ending)) return true; /* the instrumental has one form */
  const [ours, theirs] = [lastVowel(stem, BACK + FRONT), lastVowel(ending, BACK + FRONT)];
  return !ours || !theirs || BACK.includes(ours) === BACK.includes(theirs);
}

function least(ending, stem) {
  return SHORT.has(ending) && !RESTORED.has(stem) ? LEAST_BEFORE_SHORT : LEAST;
}

function fits(stem, ending) {
  return stem.length >= least(ending, stem) && [...stem].some((letter) => VOWELS.includes(letter) || /[a-z0-9]/.test(letter))
    && follows(stem, ending) && harmonious(stem, ending) && !isParticiple(stem, ending);
}

/* Whether `ending` may stand after the last letter of `stem`. After a vowel, -ғы is the -қ of the stem (құқы-ғы, of құқық),
   and -нан stands after the possessive only. */
function follows(stem, ending) {
  const afterVowel = VOWELS.includes(stem.at(-1));
  return AFTER[ending[0]].test(stem) && !(afterVowel && (/^[ғг][ыі]$/.test(ending) || (/^н[ае]н$/.test(ending) && !/[ыі]$/.test(stem))));
}

/* айтқан-ы looks like айтқа-ны, but no stem of a noun ends so, or it is among those that are whole. */
function isParticiple(stem, ending) {
  return /^н[ыі]$/.test(ending) && /([ғқ]а|[гк]е)$/.test(stem) && !WHOLE.has(stem);
}

/* The word without the longest of `endings` that it can bear; the word itself where it bears none. */
function cut(word, endings, allowed = fits) {
  if (WHOLE.has(word) || LOST.has(word)) return word;
  const ending = endings.find((each) => word.endsWith(each) && allowed(word.slice(0, -each.length), each));
  return ending ? word.slice(0, -ending.length) : word;
}

/* The endings of a noun: stem, plural, possessive, case, and -ғы, -гі after the case. */
function withoutNounEndings(word) {
  const stem = cut(word, ATTRIBUTE);
  return cut(cut(/[дт][ае]/.test(word.slice(stem.length)) ? stem : withoutCase(stem), POSSESSIVE), PLURAL);
}

function withoutCase(word) {
  const possessed = (stem, ending) => /[ыі]$/.test(stem) && stem.length > LEAST && fits(stem, ending);
  const stem = cut(word, CASE_AFTER_POSSESSIVE, possessed);
  return stem === word ? cut(word, CASE) : stem;
}

/* `word` without one of `endings` of a verb and without the negation before it. */
function withoutVerbEnding(word, endings) {
  const stem = cut(word, endings);
  return stem === word ? word : cut(stem, NEGATION);
}

/* The stem of `word` (in small letters). An ending after a hyphen, as in "Telegram-да", is cut with the hyphen. */
export function stem(word) {
  const hyphen = word.lastIndexOf("-");
  if (/[^-]/.test(word.slice(0, Math.max(hyphen, 0))) && ENDINGS.has(word.slice(hyphen + 1))) return word.slice(0, hyphen);
  const verb = withoutVerbEnding(word, PRESENT);
  return verb === word ? withoutVerbEnding(withoutNounEndings(word), VERB) : verb;
}

/* How much it counts that a word stands as it was typed, beside any of its forms. */
export const typed = 0.5;

/* The beginnings that the forms of `word` may have, the likeliest first. */
export function variants(word) {
  const found = stem(word);
  /* сенеті-н, as a noun, or сен-етін, as a verb */
  const participle = /[аей]т[ыі]н$/.test(word) ? [cut(word, VERB)] : [];
  return [...new Set([found, ...otherwiseSpelled(found, found !== word), ...participle])];
}

function otherwiseSpelled(stem, isCut) {
  const last = stem.at(-1), start = stem.slice(0, -1);
  if (RESTORED.has(stem) || LOST.has(stem)) return [RESTORED.get(stem) || LOST.get(stem)];
  if (UNVOICED[last] && isCut) return [start + UNVOICED[last]];
  return VOICED[last] && stem.length > LEAST ? [start + VOICED[last]] : [];
}
