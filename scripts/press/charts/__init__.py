"""A localised chart as picture, table and words."""
