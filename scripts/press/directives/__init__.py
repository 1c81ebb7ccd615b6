"""What authors write, one module a component: numbers, charts, tables, the bibliography."""
