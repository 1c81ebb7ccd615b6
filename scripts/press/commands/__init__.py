"""The commands of press, which ``cli`` joins. Each imports what it needs when it runs, so that ``press --help`` answers at once."""
