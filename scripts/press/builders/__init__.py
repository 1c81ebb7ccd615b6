"""Build an edition in each output format, one package per format."""
