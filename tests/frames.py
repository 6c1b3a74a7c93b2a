"""Frames as Textual writes them, for a small terminal."""

from __future__ import annotations

from hypothesis import strategies as st

WIDTH, HEIGHT = 20, 5

STYLES = st.sampled_from(
    [
        "",
        "1",
        "4",
        "1;4;38;5;110;48;5;16",
        "38;5;110;48;5;16",
        "38;2;10;20;30;48;2;1;2;3",
        "9;31",
        "7",
        "31;44",
    ]
)
WORDS = st.text(alphabet="ab …漢é", min_size=1, max_size=8)


@st.composite
def frames(draw: st.DrawFn) -> str:
    """Return a frame as Textual writes them: moves, runs with a reset after each, line ends before moves."""
    pieces: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        row, column = draw(st.integers(1, HEIGHT)), draw(st.integers(1, WIDTH - 8))
        pieces.append(f"\x1b[{row};{column}H")
        room = WIDTH - column + 1
        for _ in range(draw(st.integers(0, 3))):
            text, style = draw(WORDS), draw(STYLES)
            cells = sum(2 if character == "漢" else 1 for character in text)
            if cells > room:
                break
            room -= cells
            pieces.append(f"\x1b[{style}m{text}\x1b[0m" if style else text)
        if row < HEIGHT and draw(st.booleans()):
            pieces.append("\n\x1b[1;1H")
    return "".join(pieces)
