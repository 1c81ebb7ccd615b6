"""Write the reference of press, for authors and developers, from what its roles, directives, settings and commands say of themselves."""
