"""The one reader of chapters for all checks: MyST, with the line of all that it reads."""
