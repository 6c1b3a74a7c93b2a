"""The table of everything a reader can do: bindings, command palette, help and hints are all made from it.

An action stands here once, with its keys, its words and the screen it belongs to. The id of an action is
the name under which a reader's keymap file can give it other keys.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from textual.binding import Binding

from tui.restricted import OUTSIDE, is_restricted

MOVING: Final = "moving"
EVERYWHERE: Final = "everywhere"
CABLES: Final = "cables"
READER: Final = "reader"
COPIES: Final = "copies"
DIFF: Final = "diff"
GROUPS: Final = "groups"
COLLATION: Final = "collation"
LEVELS: Final = "levels"
NOTES: Final = "notes"
DOTS: Final = "dots"
OVERVIEW: Final = "overview"
RELEASES: Final = "releases"
HELP: Final = "help"

SCOPES: Final = {
    CABLES: "The list of cables",
    READER: "Reading a cable",
    COPIES: "Copies of a block",
    DIFF: "Differences",
    GROUPS: "Repeated text of the archive",
    COLLATION: "Several texts together",
    LEVELS: "What is ignored",
    NOTES: "Marks, notes and verdicts",
    DOTS: "Dot plot",
    OVERVIEW: "Overview of the archive",
    RELEASES: "Changed cables between two releases",
    HELP: "Help",
    MOVING: "Moving",
    EVERYWHERE: "Everywhere",
}


class Action(NamedTuple):
    """Something a reader can do on one screen (or in every list, or everywhere)."""

    scope: str
    name: str  # of the method action_<name>
    keys: str  # as Textual names them, separated by commas
    label: str  # what it does, for help and palette
    hint: str = ""  # one or two words for the line at the bottom; "" keeps it out of there
    shown: str = ""  # the keys as a reader knows them, where their names say too little
    palette: bool = True

    @property
    def id(self) -> str:
        """The name in a keymap file: ``reader.copies``."""
        return f"{self.scope}.{self.name}"

    @property
    def binding(self) -> Binding:
        """The binding that Textual needs."""
        from textual.binding import Binding  # the plain form reads this table without the screen library

        return Binding(self.keys, self.name, self.label, show=False, id=self.id)


_NAMES: Final = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "vertical_line": "|",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "apostrophe": "'",
    "comma": ",",
    "exclamation_mark": "!",
    "equals_sign": "=",
    "full_stop": ".",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "tab": "Tab",
    "backspace": "Backspace",
}


def key_name(key: str) -> str:
    """Return a key as a reader writes it: ``ctrl+d`` is ^d, ``question_mark`` is ?."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    if key in _NAMES or len(key) == 1:
        return _NAMES.get(key, key)
    with suppress(KeyError):  # percent_sign
        return unicodedata.lookup(key.replace("_", " "))
    return key


def keys_shown(keys: str) -> str:
    """Return a list of keys as a reader writes it: ``j,down`` is ``j Down``."""
    return " ".join(key_name(key) for key in keys.split(","))


TABLE: Final = (
    Action(MOVING, "line_down", "j,down", "one line down", palette=False),
    Action(MOVING, "line_up", "k,up", "one line up", palette=False),
    Action(MOVING, "half_down", "ctrl+d", "half a page down", palette=False),
    Action(MOVING, "half_up", "ctrl+u", "half a page up", palette=False),
    Action(MOVING, "page_down", "space,pagedown,ctrl+f", "a page down", palette=False),
    Action(MOVING, "page_up", "b,pageup", "a page up", palette=False),
    Action(MOVING, "first", "g,home", "to the first line; with a number before it, to that line"),
    Action(MOVING, "last", "G,end", "to the last line; with a number before it, to that line"),
    Action(MOVING, "top_of_view", "H", "to the first line in view", palette=False),
    Action(MOVING, "bottom_of_view", "L", "to the last line in view", palette=False),
    Action(MOVING, "scroll_down", "ctrl+e", "scroll a line down under the cursor", palette=False),
    Action(MOVING, "scroll_up", "ctrl+y", "scroll a line up under the cursor", palette=False),
    Action(CABLES, "open", "enter,o,l,right", "read the cable", "read"),
    Action(CABLES, "copies", "d", "what of this cable occurs elsewhere", "copies"),
    Action(CABLES, "filter", "f", "filter the list as you type; Esc takes it back", "filter"),
    Action(CABLES, "search", "slash", "search in the list", "search"),
    Action(
        CABLES, "search_texts", "s", 'search the full texts: words, "phrases", origin:, tag:, date:', "texts"
    ),
    Action(CABLES, "next_hit", "n", "next hit", palette=False),
    Action(CABLES, "previous_hit", "N", "previous hit", palette=False),
    Action(CABLES, "sort", "i", "sort by the next column", "sort"),
    Action(CABLES, "sort_by", "S", "sort by a column that you name"),
    Action(CABLES, "reverse", "I", "reverse the order"),
    Action(CABLES, "jump", "J", "go to an id, a date or a number", "go to"),
    Action(CABLES, "preview", "p", "show or hide the preview"),
    Action(CABLES, "only_copies", "D", "show only cables with text that occurs elsewhere or twice"),
    Action(CABLES, "groups", "a", "all repeated text of the cables in the list", "repeats"),
    Action(CABLES, "mark", "m", "mark the cable, or take its mark away"),
    Action(CABLES, "mark_range", "v", "mark all from the nearest mark to here"),
    Action(CABLES, "only_marked", "M", "show only marked cables"),
    Action(CABLES, "unmark_all", "U", "take all marks away; z makes them again"),
    Action(CABLES, "note", "A", "write a note on the cable"),
    Action(CABLES, "compare", "c", "compare the marked cables, or the marked one with this"),
    Action(CABLES, "dots", "full_stop", "dot plot of the cable against itself"),
    Action(CABLES, "dots_against", "comma", "dot plot against the marked cable, or the one read last"),
    Action(CABLES, "overview", "O", "overview: months, posts, classifications, where text comes from"),
    Action(CABLES, "releases", "R", "changed cables: versions that differ, restored passages first"),
    Action(CABLES, "back_in_history", "ctrl+o,less_than_sign", "to the cable read last, at its line"),
    Action(CABLES, "forward_in_history", "ctrl+n,greater_than_sign", "forward again, after going back"),
    Action(CABLES, "yank", "y", "copy id, subject or command"),
    Action(CABLES, "find_duplicates", "F", "look for repeated text in the whole archive again"),
    Action(READER, "copies", "d", "copies of this block", "copies"),
    Action(READER, "follow", "enter", "follow the reference on this line, else show the copies", ""),
    Action(READER, "next_section", "right_square_bracket", "next section", "section", shown="]"),
    Action(READER, "previous_section", "left_square_bracket", "previous section"),
    Action(READER, "next_repeat", "right_curly_bracket", "next repeated block", "repeat"),
    Action(READER, "previous_repeat", "left_curly_bracket", "previous repeated block"),
    Action(READER, "search", "slash", "search in the table of fields and the text", "search"),
    Action(READER, "next_hit", "n", "next hit", palette=False),
    Action(READER, "previous_hit", "N", "previous hit", palette=False),
    Action(READER, "next_cable", "J", "next cable of the list"),
    Action(READER, "previous_cable", "K", "previous cable of the list"),
    Action(READER, "fold", "r", "fold repeats away: a reading copy", "fold"),
    Action(READER, "wrap", "w", "fill the lines, or show them as sent"),
    Action(READER, "outline", "t", "show or hide the outline"),
    Action(READER, "routing", "h", "show or hide the routing header"),
    Action(READER, "groups", "a", "repeated text of this block; at the top, of the cable"),
    Action(READER, "dots", "full_stop", "dot plot of the cable against itself", "dots"),
    Action(READER, "dots_against", "comma", "dot plot against the marked cable, or the one read before"),
    Action(READER, "mark", "m", "mark the cable, or take its mark away"),
    Action(READER, "note", "A", "write a note on this block, or at the top on the cable"),
    Action(READER, "yank", "y", "copy id, block, text or command"),
    Action(READER, "back_in_history", "ctrl+o,less_than_sign", "back to the cable read before, at its line"),
    Action(READER, "forward_in_history", "ctrl+n,greater_than_sign", "forward again, after going back"),
    Action(COPIES, "open", "enter", "show the differences, word by word", "differences"),
    Action(COPIES, "read", "o", "read the cable with this copy", "read it"),
    Action(COPIES, "compare", "c", "compare the whole cables"),
    Action(COPIES, "collate", "C", "all places of the group together, with their readings"),
    Action(COPIES, "verdict", "V", "note a verdict on this place and the one you came from"),
    Action(COPIES, "note", "A", "write a note on this place"),
    Action(COPIES, "mark", "m", "mark the cable of this place, or take its mark away"),
    Action(COPIES, "yank", "y", "copy id, text or command"),
    Action(COPIES, "search", "slash", "search in texts, ids, dates and subjects; Esc ends it", "search"),
    Action(COPIES, "next_hit", "n", "next hit", palette=False),
    Action(COPIES, "previous_hit", "N", "previous hit", palette=False),
    Action(COPIES, "next_group", "right_square_bracket", "next group"),
    Action(COPIES, "previous_group", "left_square_bracket", "previous group"),
    Action(DIFF, "next_change", "right_square_bracket", "next change", "change", shown="]c ]"),
    Action(DIFF, "previous_change", "left_square_bracket", "previous change", shown="[c ["),
    Action(DIFF, "search", "slash", "search in both texts; Esc ends the search", "search"),
    Action(DIFF, "next_hit", "n", "next hit; without a search the next change", palette=False),
    Action(DIFF, "previous_hit", "N", "previous hit; without a search the previous change", palette=False),
    Action(DIFF, "next_pair", "J", "next pair of the group, the releases or the dot plot", "pair"),
    Action(DIFF, "previous_pair", "K", "previous pair"),
    Action(DIFF, "layout", "vertical_line", "side by side or unified", "layout"),
    Action(DIFF, "swap", "x", "swap the sides"),
    Action(DIFF, "wrap", "w", "fill the lines, or show them as sent"),
    Action(DIFF, "white_space", "W", "ignore white space, or show it as a difference"),
    Action(DIFF, "levels", "i", "choose what is ignored: case, punctuation, line ends …", "ignore"),
    Action(DIFF, "more_context", "right_curly_bracket", "more lines around each change", shown="}"),
    Action(DIFF, "less_context", "left_curly_bracket", "fewer lines around each change", shown="{"),
    Action(DIFF, "collate", "C", "all texts of the group together, with their readings"),
    Action(DIFF, "verdict", "V", "note a verdict: same, variant, unrelated", "verdict"),
    Action(DIFF, "note", "A", "write a note on this pair"),
    Action(DIFF, "yank", "y", "copy the difference or the command that prints it"),
    Action(DIFF, "read", "o", "read the later cable", "read it"),
    Action(
        COLLATION, "next_reading", "right_square_bracket", "next place where texts part", "reading", "]c ]"
    ),
    Action(COLLATION, "previous_reading", "left_square_bracket", "the place before", shown="[c ["),
    Action(COLLATION, "search", "slash", "search in the text and its readings; Esc ends it", "search"),
    Action(COLLATION, "next_hit", "n", "next hit; without a search the next reading", palette=False),
    Action(COLLATION, "previous_hit", "N", "previous hit; without a search the one before", palette=False),
    Action(COLLATION, "base", "x", "take the next text as the base", "base"),
    Action(COLLATION, "levels", "i", "choose what is ignored: case, punctuation, line ends …", "ignore"),
    Action(COLLATION, "read", "o", "read the cable of the base", "read it"),
    Action(COLLATION, "yank", "y", "copy the text with its readings, or the command"),
    Action(LEVELS, "switch", "enter,x,l,right", "ignore this, or show it as a difference", "change"),
    Action(LEVELS, "usual", "u", "what is ignored usually", "usual"),
    Action(LEVELS, "nothing", "N", "ignore nothing", "nothing"),
    Action(LEVELS, "yank", "y", "copy the switches of cablediff diff for the same, or the command"),
    Action(NOTES, "open", "enter,o,l,right", "read the cable, or compare the pair", "open"),
    Action(NOTES, "note", "A", "write or change the note", "note"),
    Action(NOTES, "unmark", "m", "mark the cable, or take its mark away", "mark"),
    Action(NOTES, "unmark_all", "U", "take all marks away; z makes them again"),
    Action(NOTES, "yank", "y", "copy a line, all of them, or the command that prints them"),
    Action(GROUPS, "open", "enter,l,right", "show the places of the group", "places"),
    Action(GROUPS, "search", "slash", "search in the texts, ids and dates; Esc ends the search", "search"),
    Action(GROUPS, "next_hit", "n", "next hit", palette=False),
    Action(GROUPS, "previous_hit", "N", "previous hit", palette=False),
    Action(GROUPS, "sort", "i", "sort by the next measure", "sort"),
    Action(GROUPS, "reverse", "I", "reverse the order"),
    Action(GROUPS, "kind", "f", "only the next kind: same words, nearly the same, passages", "kind"),
    Action(GROUPS, "scope", "w", "only inside one cable, in several, of several posts", "where"),
    Action(GROUPS, "forms", "B", "without forms and templates, with them, or them alone", "forms"),
    Action(GROUPS, "collate", "C", "all places of the group together, with their readings"),
    Action(GROUPS, "read", "o", "read the earliest place"),
    Action(GROUPS, "verdict", "V", "note a verdict on the two places of the group"),
    Action(GROUPS, "note", "A", "write a note on the earliest place"),
    Action(GROUPS, "mark", "m", "mark the cable of the earliest place, or take its mark away"),
    Action(GROUPS, "yank", "y", "copy places, text or command"),
    Action(DOTS, "open", "enter", "show the differences of the two blocks", "differences"),
    Action(DOTS, "column_left", "h,left", "one block to the left", palette=False),
    Action(DOTS, "column_right", "l,right", "one block to the right", palette=False),
    Action(DOTS, "next_dot", "n", "next two blocks that agree", "next"),
    Action(DOTS, "previous_dot", "N", "previous two blocks that agree"),
    Action(DOTS, "next_diagonal", "right_square_bracket", "next diagonal, the longest first", "diagonal"),
    Action(DOTS, "previous_diagonal", "left_square_bracket", "previous diagonal"),
    Action(DOTS, "swap", "x", "swap the axes"),
    Action(DOTS, "compare", "c", "compare the whole cables"),
    Action(DOTS, "read", "o", "read the block at the left", "read it"),
    Action(DOTS, "yank", "y", "copy the names of the blocks, or a command"),
    Action(OVERVIEW, "open", "enter,l,right", "narrow the list to the cables of this bar", "its cables"),
    Action(OVERVIEW, "next_fact", "tab,right_square_bracket,J", "next fact", "next", shown="Tab ] J"),
    Action(OVERVIEW, "previous_fact", "shift+tab,left_square_bracket,K", "previous fact", shown="[ K"),
    Action(OVERVIEW, "yank", "y", "copy the counts, or the command that prints them"),
    Action(RELEASES, "open", "enter,l,right", "show what changed, word by word", "changes"),
    Action(RELEASES, "read", "o", "read the later version", "read it"),
    Action(RELEASES, "search", "slash", "search in ids, dates, subjects and fields; Esc ends it", "search"),
    Action(RELEASES, "next_hit", "n", "next hit", palette=False),
    Action(RELEASES, "previous_hit", "N", "previous hit", palette=False),
    Action(RELEASES, "sort", "i", "sort by the next measure", "sort"),
    Action(RELEASES, "reverse", "I", "reverse the order"),
    Action(RELEASES, "kind", "f", "only restored, only blacked out, or all changes", "kind"),
    Action(RELEASES, "yank", "y", "copy id or command"),
    Action(EVERYWHERE, "help", "question_mark", "the keys of this screen", "keys"),
    Action(EVERYWHERE, "command_palette", "colon,ctrl+p", "find a command by its name", palette=False),
    Action(EVERYWHERE, "notes", "apostrophe", "all marks, notes and verdicts"),
    Action(EVERYWHERE, "export", "e", "write what is on the screen to a file, in any form"),
    Action(EVERYWHERE, "to_pager", "exclamation_mark", "show what is on the screen in $PAGER"),
    Action(EVERYWHERE, "undo", "z", "take the last mark, note or verdict back"),
    Action(EVERYWHERE, "redo", "Z", "make it again"),
    Action(EVERYWHERE, "theme", "T", "next colours: dark, light, the terminal's own"),
    Action(
        EVERYWHERE,
        "stop",
        "escape",
        "leave a prompt; take back what narrows; stop what is running",
        palette=False,
    ),
    Action(EVERYWHERE, "back", "q", "back; from the list of cables, leave", ""),
    Action(EVERYWHERE, "leave", "Q", "leave cablediff"),
    Action(EVERYWHERE, "bytes_sent", "ctrl+g", "how many bytes went over the line"),
    Action(EVERYWHERE, "redraw", "ctrl+l", "draw the screen again", palette=False),
    Action(EVERYWHERE, "suspend_process", "ctrl+z", "suspend to the shell", palette=False),
)


def of(scope: str) -> tuple[Action, ...]:
    """Return the actions of one scope, in the order of the table."""
    barred = OUTSIDE if is_restricted() else frozenset()
    return tuple(action for action in TABLE if action.scope == scope and action.name not in barred)


def bindings(scope: str) -> list[Binding]:
    """Return the bindings of one scope."""
    return [action.binding for action in of(scope)]
