"""The site: all editions joined, with search indexes, shared styles and scripts, and pages that work offline."""
