"""What an edition is made into, a room for each format."""
