"""Describe the edition as a work, for citing and depositing it."""
