"""The style sheet of the site: read, reduced, parted."""
