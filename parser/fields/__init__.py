"""The values of a cable's fields, each read from the clean text of its own block."""
