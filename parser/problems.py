"""What can be wrong with input, said so that a reader can act on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be read: where it stands, what was found or expected, what to do."""

    path: str
    message: str
    record: int | None = None  # from 1
    line: int | None = None  # from 1

    def __str__(self) -> str:
        place = self.path
        if self.record is not None:
            place += f", record {self.record}"
        if self.line is not None:
            place += f", line {self.line}"
        return f"{place}: {self.message}"


class ReadError(Exception):
    """Nothing could be read from a path."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
