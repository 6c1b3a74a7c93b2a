"""Recognisers of headings in their surroundings: what stands above and below tells them from lines of text.

The one fact that surprises: capitals alone are a heading in a message of 2009 and prose in one of 1990,
and in records without blank lines only the paragraph number below shows that a line of capitals heads
something.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from parser.fields.attention import is_attention
from parser.fields.markings import read_paragraph_start
from parser.fields.subject import goes_on_surely
from parser.fields.summaries import opens_summary
from parser.kinds import Kind
from parser.structure import headings
from parser.structure.cover import goes_on_to_reasons, is_lettered, label_follows
from parser.structure.labels import Label, label
from parser.structure.walk import RUNS_ON, Opening, Walk, Zone

if TYPE_CHECKING:
    from parser.structure.lines import Line

# Visit Embassy Rabat's Classified Website; http://… : a footer, though boxed like a heading
_FOOTER: Final = re.compile(r"Visit |For more |https?:|www\.", re.IGNORECASE)
_END: Final = re.compile(r"[^A-Za-z]{0,3}END\b", re.IGNORECASE)
_ABBREVIATION: Final = re.compile(r"\b[A-Z]\.$|\.\.\.$")  # THE VIEW OF THE U.S. · NOT QUITE...
_ATTENDS: Final = re.compile(r" (?:FOR|PASS) ")  # NSC FOR ROE/DOE: below the subject, and no heading
_LONGEST: Final = 160
_SHORTEST_FULL: Final = 24  # characters of a line of text that no list is made of
_WIDEST_GAP: Final = 3  # blank lines between a heading and its rule, where every line has some below it
_CLOSE: Final = 3  # characters by which a rule misses the length of its heading
_HIGHEST_BOX: Final = 5  # lines


def heading(walk: Walk, line: Line) -> Opening | None:
    """A heading, in whatever form."""
    text = line.text
    if headings.is_rule(text):
        return _rule(walk, line)
    marking, bare = headings.marking(text)
    if headings.rule_at_end(text):
        above = walk.above
        if walk.above_is_heading and walk.drafts[-1].lines == 1 and above and headings.is_rule(above.text):
            return RUNS_ON
        return Opening(Kind.HEADING, Zone.BODY, None, marking)
    if walk.above_is_heading and (_in_box(walk, line) or not text.strip("-= ")):
        return RUNS_ON
    if len(text) > _LONGEST or not bare or _END.match(text) or (text[0].islower() and not line.gap):
        return None
    if walk.broken and text.isupper() and _breaks_a_sentence(walk):
        return None
    below = walk.below()
    if below is None or not (line.gap or line.glued or walk.broken or walk.ended or walk.zone is Zone.COVER):
        return None
    if _underlined(walk, line, below):
        return Opening(Kind.HEADING, Zone.BODY, None, marking)
    if headings.is_capitals(bare):
        return Opening(Kind.HEADING, Zone.BODY, None, marking) if _capitals_head(walk, line, below) else None
    if line.gap and headings.is_title(bare) and _title_heads(walk, text, below):
        return Opening(Kind.HEADING, Zone.BODY, None, marking)
    return None


def heading_below_cover(walk: Walk, line: Line) -> Opening | None:
    """A heading that ends a cover. Capitals directly below a label belong to the label."""
    found = heading(walk, line)
    if found is None or found is RUNS_ON or line.glued:
        return found
    if (walk.label is Label.SUBJECT and _is_subject(walk, line)) or goes_on_to_reasons(walk, line):
        return RUNS_ON
    if _ATTENDS.search(line.text) and is_attention(line.text) and not headings.rule_at_end(line.text):
        rule = walk.below()
        if rule is None or not headings.is_rule(rule.text):
            return Opening(Kind.ATTENTION, Zone.COVER)
    if headings.is_rule(line.text) or headings.rule_at_end(line.text):
        return found
    below = walk.below()
    if below is not None and _underlined(walk, line, below):
        return found
    if opens_summary(line.text) or (walk.label is Label.CLASSIFIED_BY and not walk.gaps and walk.ended):
        return found
    if line.gap and walk.label is not None and not label_follows(walk, 3) and not is_lettered(walk, line):
        return found
    return None


def _breaks_a_sentence(walk: Walk) -> bool:
    """Whether a page break cut a sentence of a message in capitals, which goes on below in capitals too."""
    above = walk.above
    return (
        above is not None
        and above.text.isupper()
        and walk.open_kind in (Kind.PARAGRAPH, Kind.SUMMARY, Kind.COMMENT)
        and above.text[-1].isalnum()
        and len(above.text) > _SHORTEST_FULL
    )


def _is_subject(walk: Walk, line: Line) -> bool:
    """Whether what looks like a heading is the last line of the subject above it."""
    if headings.is_rule(line.text) or headings.rule_at_end(line.text) or walk.above is None:
        return False
    if line.gap:
        return goes_on_surely(walk.above.text, line.text)
    rule, boxed, closing = walk.below(), walk.below(2), walk.below(3)
    return (
        rule is not None
        and headings.is_rule(rule.text)
        and boxed is not None
        and closing is not None
        and len(boxed.text) <= len(rule.text) + 2
        and closing.text == rule.text != line.text
    )


def _rule(walk: Walk, line: Line) -> Opening | None:
    """A rule opens a box, closes one, or underlines; of asterisks it may frame a footer."""
    draft = walk.drafts[-1] if walk.drafts else None
    above = walk.above
    below = walk.below()
    if line.text[0] == "*":
        if draft is not None and draft.kind is Kind.GARBAGE and not line.gap:
            return RUNS_ON
        if below is not None and below.text.startswith("* Missing"):
            return Opening(Kind.GARBAGE, Zone.BODY)
        if draft is not None and draft.kind is Kind.PARAGRAPH and not line.gap:
            return RUNS_ON
        if (
            below is None
            or _FOOTER.match(below.text)
            or (draft and draft.kind is not Kind.HEADING and line.gap)
        ):
            return Opening(Kind.PARAGRAPH, Zone.BODY)
    if draft is not None and draft.kind is Kind.HEADING and above is not None and draft.lines < _HIGHEST_BOX:
        complete = draft.lines > 1 and headings.is_rule(above.text)
        return Opening(Kind.HEADING, Zone.BODY) if complete and line.gap else RUNS_ON
    if draft is not None and draft.kind is Kind.PARAGRAPH and not line.gap:
        if draft.number is None and draft.lines <= 3 and line.start - draft.start <= 2 * _LONGEST:
            draft.kind = Kind.HEADING  # its lines were a heading, as only the rule shows
            return RUNS_ON
        if not walk.ended:
            return RUNS_ON
    return Opening(Kind.HEADING, Zone.BODY)


def _in_box(walk: Walk, line: Line) -> bool:
    """Whether the open heading is a rule that waits for its words, or waits for the rule below ``line``."""
    draft = walk.drafts[-1]
    above = walk.above
    below = walk.below()
    rule_below = below is not None and headings.is_rule(below.text)
    if below is not None and draft.lines == 1 and not line.gap and below.gap and _is_start(below):
        return above is not None and not headings.is_rule(above.text) and len(line.text) <= 90
    if draft.lines == 1 and above is not None and headings.is_rule(above.text):
        return (not line.gap or rule_below or walk.broken) and len(line.text) <= _LONGEST
    return rule_below and below is not None and not below.gap and not line.gap and draft.lines < _HIGHEST_BOX


def _underlined(walk: Walk, line: Line, below: Line) -> bool:
    """Whether a rule stands below the line, or below the next two when these are short and no sentence."""
    text = line.text
    if not headings.is_title_or_remark(text):
        return False
    if headings.is_rule(below.text):
        if below.text[0] == "*" or below.gap > _WIDEST_GAP:
            return False
        boxed = walk.below(2)
        if below.gap and _fits(text, below.text) and (line.gap or walk.broken):
            closing = walk.below(3)  # a rule as long as the line underlines it, unless it opens a box
            return boxed is None or closing is None or closing.text != below.text
        if below.gap > 1:
            return False
        # with a blank line above, a rule may open the box of the next heading
        return not below.gap or boxed is None or bool(boxed.gap) or headings.is_rule(boxed.text)
    for ahead in (2, 3):
        if below.gap or len(text) > 80 or text[-1] in ".;" or not walk.gaps or not (line.gap or walk.broken):
            return False
        text, following = below.text, walk.below(ahead)
        if following is None or len(text) > 80:
            return False
        if headings.is_rule(following.text):
            return not following.gap
        below = following
    return False


def _fits(text: str, rule: str) -> bool:
    """Whether a rule is as long as the line above it, as one that underlines is."""
    return len(text) > 3 and abs(len(rule) - len(text)) <= _CLOSE


def _is_start(line: Line) -> bool:
    """Whether a numbered or marked paragraph begins with ``line``."""
    return line.text[0] in "0123456789([" and read_paragraph_start(line.text) is not None


def _title_heads(walk: Walk, text: str, below: Line) -> bool:
    """Whether a short line without a rule heads the paragraph below it, over one line or two."""
    if _is_start(below):
        return bool(below.gap) or text[-1] != ":"
    further = walk.below(2)
    return (
        not below.gap
        and further is not None
        and bool(further.gap)
        and _is_start(further)
        and len(below.text) <= len(text) + 10
        and headings.is_title(below.text)
        and headings.is_title_case(f"{text} {below.text}")
    )


def _capitals_head(walk: Walk, line: Line, below: Line) -> bool:
    """Whether a ``line`` of capitals heads what stands ``below`` it."""
    if line.text[-1] == "." and _ABBREVIATION.search(line.text) is None:
        return False
    if _is_start(below):
        return True
    if (not below.gap and walk.gaps) or (below.text.isupper() and not line.gap) or label(below.text):
        return False
    return line.text[-1] not in ".;," and (below.gap > 0 or below.text[0].isupper()) and len(line.text) < 100
