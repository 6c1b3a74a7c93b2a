"""Fuzzing: bytes from a machine that means no good, run against what reads input. ``python -m fuzz``."""
