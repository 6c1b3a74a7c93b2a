"""What the word diff sets side by side, and what it ignores."""
