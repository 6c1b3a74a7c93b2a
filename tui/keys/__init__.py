"""The reader's own keys, and commands found by their names."""
