// LaTeX as Temml reads it, and MathML of it. QuickJS runs this behind Temml.

// What LaTeX has and Temml lacks. Definitions hold for all formulas that follow, as in MathJax.
const lacking = {
  "\\mbox": "\\text{#1}",
  "\\mathbbm": "\\mathbb{#1}",
  "\\prescript": "{}^{#1}_{#2}{#3}",
  "\\overset": "\\stackrel{#1}{#2}",
  "\\DeclareMathOperator": "\\gdef#1{\\operatorname{#2}}",
  "\\DeclareStarredOperator": "\\gdef#1{\\operatorname*{#2}}",
};
const definition = /\\(?:re|provide)?(?:new)?command\*?\s*\{?\s*(\\[A-Za-z]+)\s*\}?(?:\[(\d)\])?(?:\[([^\]]*)\])?/g;
const rewritten = [
  [/\\DeclareMathOperator\*/g, "\\DeclareStarredOperator"],
  [/\\def(?=\s*\\)/g, "\\gdef"],
  // Environments of amsmath that only say how rows are numbered or placed, which is not for the formula to decide.
  [/\\(begin|end)\{(?:align|flalign|alignat|aligned|alignedat|split)\*?\}(?:\{\d+\})?(?:\[[tbc]\])?/g, "\\$1{aligned}"],
  [/\\(begin|end)\{(?:gather|gathered|multline)\*?\}(?:\[[tbc]\])?/g, "\\$1{gathered}"],
  [/\\begin\{eqnarray\*?\}/g, "\\begin{array}{rcl}"],
  [/\\end\{eqnarray\*?\}/g, "\\end{array}"],
  [/(\\begin\{array\})\[[tbc]\]/g, "$1"],
  [/\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}|\\label\{[^{}]*\}/g, ""],
  [/\n\s*\n/g, " \\\\ "],
  // Of a name alone Temml makes more than one element, where a base has to be one.
  [/(\\(?:(?:under|over)set\{[^{}]*\}|(?:wide)?(?:hat|tilde)|bar))\{(\\operatorname\*?\{[^{}]*\})\}/g, "$1{{$2}}"],
];
let known;

function begin(macros) {
  known = { ...lacking };
  for (const [name, given] of Object.entries(JSON.parse(macros))) {
    // A definition, beside it the number of its arguments, and what the first one is where it is left out.
    const [body, count, first] = [given].flat();
    if (first === undefined) known[name] = String(body);
    else convert(`\\newcommand{${name}}[${count}][${first}]{${body}}`, false);
  }
}

function plain(latex) {
  const defined = latex.trim().replace(definition, (_, name, count, first) => {
    const numbers = Array.from({ length: Number(count || 0) }, (_, at) => `#${at + 1}`);
    if (first === undefined) return `\\gdef${name}${numbers.join("")}`;
    // As LaTeX has it.
    numbers[0] = "[#1]";
    return `\\gdef${name}{\\@ifnextchar[{${name}@}{${name}@[${first}]}}\\gdef${name}@${numbers.join("")}`;
  });
  return rewritten.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), defined);
}

// Temml stops at the first name that it does not know; without it the next is found, so that all are told.
function render(latex, displayMode, macros = known, unknown = []) {
  const told = unknown.length > 1 ? `${unknown.slice(0, -1).join(", ")} and ${unknown.at(-1)} are unknown` : `${unknown[0]} is unknown`;
  try {
    const made = temml.renderToString(latex, { displayMode, throwOnError: true, macros, xml: true });
    return unknown.length ? ["", told] : [made, ""];
  } catch (error) {
    // Behind the words stands the place, drawn on lines.
    const [said] = error.message.trim().split(/ at (?:position|end of input)|\n/);
    const name = /(?:Unsupported function name|No such environment): (.+)/.exec(said)?.[1];
    if (!name || unknown.includes(name)) return ["", unknown.length ? told : said];
    return render(latex.replaceAll(`{${name}}`, "{matrix}"), displayMode, { ...macros, [name]: "{}" }, [...unknown, name]);
  }
}

// Return the MathML and what is wrong, one of which is empty. Several lines or signs of alignment outside of an environment, of which Temml
// refuses these and makes empty operators of those (as before the space of \mod), are aligned, as Sphinx has them.
function convert(given, displayMode) {
  const latex = plain(given);
  // Temml makes a link without words of it.
  const reference = /\\(?:eq)?ref(?![A-Za-z])/.exec(latex);
  if (reference) return JSON.stringify(["", `${reference[0]} is unknown, and {eq} beside the formula is a link`]);
  const [made, fault] = render(latex, displayMode);
  const isAligned = /Expected 'EOF', got '&'/.test(fault) || /<mo(><\/mo>(?!<mspace)| linebreak)/.test(made);
  return JSON.stringify(isAligned ? render(`\\begin{aligned}${latex}\\end{aligned}`, displayMode) : [made, fault]);
}
