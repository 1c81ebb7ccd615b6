"""Define the roles and directives that authors write: numbers, charts, tables, the bibliography."""
