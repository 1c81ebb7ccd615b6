"""Search the site: the text of each page that is indexed, the index, and the messages of the dialog."""
