"""An edition as an EPUB 3 file: the chapters of the book for reading devices, without scripts and without the site."""
