"""The profiles of the languages of press, one module each. No other module of press names a language by its tag."""
