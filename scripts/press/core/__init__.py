"""Files, errors, settings, caches, processes: what every other room stands on."""
