"""What the measurements look for on a page of ours: names of elements and classes, said here only."""

ARTICLE = "article"
# One chart in an article, by its class; what counts as a chart that is seen, ours or not, by a selector.
PICTURE = "press-picture"
CHART = "figure svg, figure canvas, .press-chart svg"
# Classes of what an article of ours has, and those of other tools would not.
OURS = ("press-faces", "press-faces-bar", "press-narrow", "press-table-download")
SEARCH, SEARCH_FIELD, RESULTS = "button[aria-keyshortcuts]", "#press-search-input", ".press-search-results"
