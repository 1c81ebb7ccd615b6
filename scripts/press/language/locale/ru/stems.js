/* Pagefind folds й to и before it cuts the endings off a Russian word, and then knows none that has a й: it would find социальной
   in that form only. The ending of the genitive, which has no й, leads to the same stem: социального, социальн. */

const WITH_SHORT_I = /^(.{3,}?)(ой|ый|ий|ей)(ся)?$/;

/* How much it counts that a word stands as it was typed: little, as forms with a й are rare for Pagefind, and rare words count much. */
export const typed = 0.1;

/* The forms in which `word` (in small letters) is searched in addition to its own. */
export function variants(word) {
  const ending = WITH_SHORT_I.exec(word);
  return [ending ? ending[1] + (/^[иеё]/.test(ending[2]) ? "его" : "ого") : word];
}
