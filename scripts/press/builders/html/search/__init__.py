"""The search of the site: what is searched of each page, the index, and what its dialog says."""
