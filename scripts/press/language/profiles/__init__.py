"""What press knows of its own languages, one module a language. Nothing else in press names a language by its tag."""
