// Formulas in LaTeX as MathML. QuickJS runs this behind Temml.

// What LaTeX has and Temml lacks. Definitions hold for all formulas that follow, as in MathJax.
const lacking = {
  "\\mbox": "\\text{#1}",
  "\\mathbbm": "\\mathbb{#1}",
  "\\prescript": "{}^{#1}_{#2}{#3}",
  "\\overset": "\\stackrel{#1}{#2}",
  "\\DeclareMathOperator": "\\gdef#1{\\operatorname{#2}}",
  "\\DeclareStarredOperator": "\\gdef#1{\\operatorname*{#2}}",
};
let known;

function begin(macros) {
  known = { ...lacking, ...JSON.parse(macros) };
}

function render(latex, displayMode) {
  try {
    return [temml.renderToString(latex, { displayMode, throwOnError: true, macros: known, xml: true }), ""];
  } catch (error) {
    return ["", error.message];
  }
}

// Return the MathML and what is wrong, one of which is empty. Several lines or signs of alignment outside of an environment, of which Temml
// refuses these and makes empty operators of those (as before the space of \mod), are aligned, as Sphinx has them.
function convert(latex, displayMode) {
  const [made, fault] = render(latex, displayMode);
  const isAligned = /Expected 'EOF', got '&'/.test(fault) || /<mo(><\/mo>(?!<mspace)| linebreak)/.test(made);
  return JSON.stringify(isAligned ? render(`\\begin{aligned}${latex}\\end{aligned}`, displayMode) : [made, fault]);
}
