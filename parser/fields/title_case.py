"""Subjects in capitals set as titles for the screen."""

from __future__ import annotations


def title_case(text: str) -> str:
    """Return a text in capitals as a title."""
    return text.title()
