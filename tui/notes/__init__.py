"""The reader's own: marks, verdicts and notes, their journal on disk, their undo and their forms."""
