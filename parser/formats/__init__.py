"""The forms in which archives reach people, one module each: bytes or text in, records out."""
