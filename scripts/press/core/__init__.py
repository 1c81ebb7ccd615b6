"""Files, errors, settings, caches and child processes: the base that all other packages build on."""
