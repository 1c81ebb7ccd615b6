"""Parts that the handler of the whole takes apart. One that stands by itself is printed as its contents."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from press.typst.escape import program
from press.typst.translator import Handler, Translator, mixed


def program_words(node: nodes.Element, t: Translator) -> str:
    """A piece of a signature among words, letter for letter."""
    return program(" ".join(node.astext().split()))


HANDLERS: dict[type, Handler] = {
    **dict.fromkeys(
        (
            *(nodes.caption, nodes.legend, nodes.label, nodes.classifier, nodes.definition, nodes.list_item),
            *(nodes.field_body, nodes.description, nodes.option, nodes.option_group),
            *(nodes.option_argument, nodes.option_string),
            *(nodes.tgroup, nodes.colspec, nodes.thead, nodes.tbody, nodes.row, nodes.entry),
            *(addnodes.production, addnodes.pending_xref_condition),
        ),
        mixed,
    ),
    **dict.fromkeys(
        (
            *(addnodes.desc_inline, addnodes.desc_signature_line, addnodes.desc_name, addnodes.desc_addname),
            *(addnodes.desc_type, addnodes.desc_returns, addnodes.desc_annotation, addnodes.desc_optional),
            *(addnodes.desc_parameterlist, addnodes.desc_parameter),
            *(addnodes.desc_type_parameter_list, addnodes.desc_type_parameter),
        ),
        program_words,
    ),
}
