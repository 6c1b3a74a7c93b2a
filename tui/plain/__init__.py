"""The browser as a dialogue of lines: for screen readers, terminals without a cursor, and pipes."""
