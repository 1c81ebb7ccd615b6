"""Child processes: their tasks, the memory that they and their descendants hold, and how all of them are ended."""
