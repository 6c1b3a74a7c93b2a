"""The reader's own keys: a TOML file that gives actions other keys, by the ids that the help shows.

"reader.copies" = "D"
"moving.half_down" = ["ctrl+d", "J"]

The one fact that surprises: the reader of TOML does not say in which line a value stands. So the file is
taken apart into its statements, and each is read alone, under the heading that it belongs to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from platformdirs import user_config_path

from tui import actions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tui.actions import Action

LONGEST: Final = 64 << 10
"""Bytes that are read."""

LONGEST_LINE: Final = 1000
"""Characters: a key of many dots (``a.a.a``) takes memory with the square of their number."""

MOST_LINES: Final = 1000
"""Lines: what is begun is read again with each further line."""

_AT_LINE: Final = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)")
"""``Invalid value (at line 2, column 12)``"""

_MODIFIED: Final = re.compile(r"(?:(?:ctrl|shift|alt|meta|super|hyper)\+)+(?P<key>.+)")
_EXPECTED: Final = 'expected a key, as in "D", or a list of keys, as in ["ctrl+d", "J"]'


class _Entry(NamedTuple):
    """One value of the file and the line that it begins in."""

    line: int
    name: str
    value: object


def keymap_path() -> Path:
    """Return where the file is looked for."""
    return user_config_path("cablediff", appauthor=False) / "keymap.toml"


def read_keymap(path: Path) -> tuple[dict[str, str], list[str]]:
    """Return the keys by action id, and what is wrong with the file: where, what was expected, what to do."""
    if not path.is_file():
        return {}, []
    import tomllib  # few have a keymap, and the first picture waits for no library

    try:
        with path.open("rb") as file:
            data = file.read(LONGEST + 1)
    except OSError as error:
        return {}, [f"{path}: cannot be read: {error.strerror or error}"]
    try:
        text = data.decode("utf-8-sig")  # some editors begin a file with a byte order mark
        lines = text.splitlines()
        if len(data) > LONGEST or len(lines) > MOST_LINES or max(map(len, lines), default=0) > LONGEST_LINE:
            return {}, [f"{path}: is too long for a keymap; a line for each action is enough"]
        tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return {}, [f"{path}, line {line}: expected UTF-8; save the file in that encoding"]
    except RecursionError:
        return {}, [f"{path}: lists are nested too deep; a line for each action is enough"]
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found["line"]) if found and found["line"] else text.rstrip().count("\n") + 1
        what = _AT_LINE.sub("", str(error))
        return {}, [f'{path}, line {line}: {what}; expected a line such as "reader.copies" = "D"']
    known = {action.id for action in actions.TABLE}
    keymap: dict[str, str] = {}
    at_line: dict[str, int] = {}
    problems: list[tuple[int, str]] = []
    for entry in _entries(text):
        keys = [entry.value] if isinstance(entry.value, str) else entry.value
        if entry.name not in known:
            problems.append((entry.line, _unknown(entry.name, known)))
        elif not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
            problems.append((entry.line, f"{entry.name}: {_EXPECTED}"))
        elif wrong := [key for key in keys if not _is_key(key)]:
            problems.append((entry.line, f"{entry.name}: {wrong[0]!r} is no key; {_EXPECTED}"))
        else:
            if entry.name in at_line:
                before = f"{entry.name} has its keys in line {at_line[entry.name]} too"
                problems.append((entry.line, f"{before}; this line counts, take one of them out"))
            keymap[entry.name] = ",".join(keys)
            at_line[entry.name] = entry.line
    problems += _clashes(keymap, at_line)
    return keymap, [f"{path}, line {line}: {problem}" for line, problem in sorted(problems)]


def _entries(text: str) -> Iterator[_Entry]:
    """Yield the values of a file that TOML can read, each with its line."""
    import tomllib

    heading = ""
    begun: list[str] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        begun.append(line)
        statement = "\n".join(begun)
        try:
            values = tomllib.loads(heading + statement)
        except (tomllib.TOMLDecodeError, RecursionError):
            continue  # a list over several lines
        first = number - len(begun) + 1
        if begun[0].lstrip().startswith("["):
            heading = statement + "\n"
        else:
            yield from (_Entry(first, name, value) for name, value in _flat(values))
        begun = []


def _flat(values: Mapping[str, object]) -> list[tuple[str, object]]:
    """Read ``[reader]`` and ``copies = "D"`` as ``reader.copies`` too."""
    found: list[tuple[str, object]] = []
    for name, value in values.items():
        if isinstance(value, dict):
            found += [(f"{name}.{inner}", keys) for inner, keys in value.items()]
        else:
            found.append((name, value))
    return found


def _unknown(name: str, known: set[str]) -> str:
    from rapidfuzz import process  # a mistake is rare, and the first picture waits for no library

    nearest = process.extractOne(name, sorted(known), score_cutoff=60)
    meant = f"{nearest[0]} is there; " if nearest else ""
    return f"there is no action {name}: {meant}? in the browser shows the name of each at the right"


def _is_key(key: str) -> bool:
    """Tell whether a terminal can send a key of this name: D, ctrl+d, f5, pageup, question_mark."""
    from textual.keys import KEY_ALIASES, Keys, _character_to_key

    found = _MODIFIED.fullmatch(key)
    if found is not None:
        return _is_key(found["key"])
    if len(key) == 1:
        return key.isprintable() and key != ","  # commas stand between keys
    names = {each.value for each in Keys} | set(KEY_ALIASES)
    names |= {_character_to_key(chr(code)) for code in range(0x21, 0x7F)}
    return key in names


def _clashes(keymap: Mapping[str, str], lines: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """Yield each key of the file that another action of the same screen has as well."""
    from textual.keys import _character_to_key

    def keys_of(action: Action) -> list[str]:
        keys = keymap.get(action.id, action.keys).split(",")
        return [_character_to_key(key) if len(key) == 1 else key for key in keys]

    said: set[frozenset[str]] = set()
    for screen, title in actions.SCOPES.items():
        reachable = [
            action for action in actions.TABLE if action.scope in (screen, actions.MOVING, actions.EVERYWHERE)
        ]
        bearers: dict[str, list[Action]] = {}
        for action in reachable:
            for key in keys_of(action):
                bearers.setdefault(key, []).append(action)
        for key, found in bearers.items():
            ids = [action.id for action in found]
            if len(found) > 1 and lines.keys() & set(ids) and not said & {frozenset({*ids, key})}:
                said.add(frozenset({*ids, key}))
                yield max(lines.get(id_, 0) for id_ in ids), _clash(key, ids, title, lines)


def _clash(key: str, ids: Sequence[str], title: str, lines: Mapping[str, int]) -> str:
    where = [f"{id_} (line {lines[id_]})" if id_ in lines else f"{id_} (as usual)" for id_ in ids]
    which = f"{', '.join(where[:-1])} and {where[-1]}"
    return f"{actions.key_name(key)} is the key of {which} on one screen, {title}; give one another"
