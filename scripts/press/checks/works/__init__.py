"""Works that a book cites: what their entries have to say."""
