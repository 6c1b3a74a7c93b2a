"""The report as JSON, schema ``cablediff.report/1``: the contract that other programs rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from duplicates.diff.as_json import harmless_json
from duplicates.model import SEED
from duplicates.provenance import posts_by_posts
from duplicates.releases.as_json import comparison_as_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duplicates.model import Findings, Group, Member, Pair, Place, Relation
    from duplicates.provenance import PostRepeats
    from duplicates.report.model import Judgement, Report

SCHEMA: Final = "cablediff.report/1"


def report_as_json(report: Report) -> str:
    """Return the report as JSON text with a line end: a line for each group, pair and record."""
    return "".join(json_chunks(report))


def json_chunks(report: Report) -> Iterator[str]:
    """Yield the report piece by piece, so that no more than one group is held as text."""
    findings = report.findings
    yield "{\n"
    for name, value in _head(report).items():
        yield f' "{name}": {harmless_json(value, indent=None)},\n'
    lists: dict[str, Iterable[Any]] = {
        "records": ({"cable": key, "finding": sentence} for key, sentence in report.records),
        "groups": map(_group, findings.groups),
        "pairs": map(_pair, findings.pairs),
        "cables": map(_relation, findings.relations),
        "sources": map(_repeats, posts_by_posts(findings)),
        "verdicts": map(_judgement, report.judgements),
    }
    for name, items in lists.items():
        yield f' "{name}": ['
        for number, item in enumerate(items):
            yield (",\n  " if number else "\n  ") + harmless_json(item, indent=None)
        yield "\n ],\n"
    comparison = report.comparison
    told = None if comparison is None else comparison_as_dict(comparison, version=report.version)
    yield f' "releases": {harmless_json(told, indent=None)}\n}}\n'


def _head(report: Report) -> dict[str, Any]:
    parameters = report.findings.parameters
    return {
        "schema": SCHEMA,
        "version": report.version,
        "command": report.command,
        "parameters": {
            "threshold": parameters.threshold,
            "min_words": parameters.min_words,
            "scope": sorted(parameters.scopes),
            "kinds": sorted(parameters.kinds),
            "passage_words": parameters.passage_words,
            "family_cables": parameters.family_cables,
            "boilerplate_cables": parameters.boilerplate_cables,
            "boilerplate_posts": parameters.boilerplate_posts,
            "form_cables": parameters.form_cables,
            "seed": SEED,
        },
        "selection": dict(report.selection),
        "counts": {**counts(report.findings), "problems": report.problems},
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "a": judgement.a,
        "b": judgement.b or None,
        "verdict": judgement.verdict or None,
        "note": judgement.note,
    }


def counts(findings: Findings) -> dict[str, int]:
    """Return how much was looked at and how much was found."""
    return {
        "cables": findings.cables,
        "blocks": findings.blocks,
        "compared": findings.compared,
        "groups": len(findings.groups),
        "pairs": len(findings.pairs),
        "relations": len(findings.relations),
        **({"crowded": findings.crowded} if findings.crowded else {}),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "id": group.id,
        "kind": group.kind.value,
        "scope": group.scope.value,
        "boilerplate": group.boilerplate,
        "cables": group.cables,
        "posts": group.posts,
        "words": group.words,
        "members": [_member(member) for member in group.members],
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "cable": member.cable,
        "block": member.block,
        "start": member.start,
        "end": member.end,
        "created": member.created.isoformat() if member.created else None,
        "similarity": _rounded(member.similarity),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {"a": _place(pair.a), "b": _place(pair.b), "similarity": _rounded(pair.similarity)}


def _place(place: Place) -> dict[str, Any]:
    return {"cable": place.cable, "block": place.block}


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "kind": relation.kind.value,
        "early": relation.early,
        "late": relation.late,
        "shared_words": relation.shared,
        "share": _rounded(relation.share),
        "evidence": list(relation.evidence),
    }


def _repeats(row: PostRepeats) -> dict[str, Any]:
    return {
        "source": row.source,
        "by": row.by,
        "places": row.places,
        "cables": row.cables,
        "words": row.words,
    }


def _rounded(similarity: float) -> float:
    return round(similarity, 6)
