"""Define the commands of press, which ``cli`` collects. Each imports what it needs when it runs, so that ``press --help`` is fast."""
