"""What authors write, one module a component: numbers, charts, tables, findings, the bibliography."""
