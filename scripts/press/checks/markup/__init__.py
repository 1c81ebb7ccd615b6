"""Faults in the markup of chapters and notebooks: labels, references, links, pictures, roles, directives, headings."""
