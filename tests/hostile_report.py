"""A report in which every field that a cable or a reader fills holds something that tries to act."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from duplicates.diff.model import PartKind
from duplicates.diff.summary import Change
from duplicates.group_kinds import GroupKind, Scope
from duplicates.model import Findings, Group, Member, Pair, Parameters, Place, Relation, RelationKind
from duplicates.releases import DEFAULT, Comparison
from duplicates.releases.model import ChangedCable, FieldChange, PostNames, Shown
from duplicates.report.model import Judgement, Report

HOSTILE = (
    '=HYPERLINK("http://evil.test/","x") <script>window.acted=1</script>'
    ' <img src="http://evil.test/i.png" onerror="window.acted=2"> <a href="javascript:window.acted=3">x</a>'
    " [click](javascript:alert(1)) ![p](http://evil.test/p.png) <javascript:alert(2)> | `x`"
    " </noscript></details></style></script><!-- \x1b]52;c;AAAA\x07 \x1b[31m \x9b31m"
    " \u202egnp.exe\u202c \u2066 \x00 {{ 7*7 }} {% raw %} '; DROP TABLE -- & &lt;b&gt;"
)
"""Markup, formulas, terminal sequences, a bidirectional override, NUL, templates."""
ENDINGS = ("one", "two", "three")


def key(number: int) -> str:
    """Return the key of one of three cables; a key is what the archive says it is, so it is hostile too."""
    return f"=08OSLO{number} {HOSTILE}"


def text(number: int) -> str:
    """Return a cable's text; the three differ in a word."""
    return f"{HOSTILE} and the {ENDINGS[number - 1]} harbour masters agreed on the number of the ships."


def group(name: str, kind: GroupKind, *, boilerplate: bool = False) -> Group:
    """Return a group of all three cables."""
    members = tuple(
        Member(
            key(n), n, 0, len(text(n)), datetime(2007 + n, 1, n), 1.0 if kind is GroupKind.EXACT else 1.0 / n
        )
        for n in (1, 2, 3)
    )
    return Group(name, kind, Scope.ACROSS, 12, members, posts=1, boilerplate=boilerplate)


def hostile_report(groups: int = 4) -> Report:
    """Return the report, with so many groups of all kinds."""
    kinds = list(GroupKind)
    made = tuple(
        group(f"g{number}", kinds[number % 4], boilerplate=number % 4 == 2) for number in range(groups)
    )
    findings = Findings(
        Parameters(),
        cables=3,
        blocks=30,
        compared=20,
        groups=made,
        pairs=(Pair(Place(key(1), 1), Place(key(2), 2), 0.9),),
        relations=(Relation(RelationKind.CORRECTED, key(1), key(2), 100, 0.9, (HOSTILE,)),),
    )
    change = Change(PartKind.REPLACED, (0, 3), (0, 3), HOSTILE, HOSTILE)
    changed = ChangedCable(
        key=key(1),
        origin=HOSTILE,
        created=None,
        fields=(FieldChange("subject", HOSTILE, HOSTILE),),
        changes=(Shown(change, HOSTILE, HOSTILE, HOSTILE),),
        furniture=1,
        redacted_names=(),
        restored_names=(),
    )
    return Report(
        findings,
        version="1.0",
        records=((key(1), f"2 copies {HOSTILE}"),),
        texts={key(n): text(n) for n in (1, 2, 3)},
        about=HOSTILE,
        judgements=(
            Judgement(f"{key(1)}#1", f"{key(2)}#2", "variant", HOSTILE),
            Judgement(f"{key(3)}#3", note=HOSTILE),
        ),
        comparison=Comparison(
            early=HOSTILE,
            late=HOSTILE,
            options=DEFAULT,
            added=(key(2),),
            removed=(key(3),),
            changed=(changed,),
            unchanged=1,
            trivial=(),
            redacted_names=(PostNames(HOSTILE, ((HOSTILE, 2),)),),
            restored_names=(),
        ),
        selection=(("Only cables found by", HOSTILE),),
        command=f"cablediff report --query '{HOSTILE}'",
    )


def harmless_report() -> Report:
    """Return the same report with nothing selected."""
    return replace(hostile_report(), selection=())
