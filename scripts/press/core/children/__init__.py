"""Child processes: what they are asked, what they and their own children hold, and how all of them end."""
