"""What the book finds of each statement, as a table and beside the statements."""
