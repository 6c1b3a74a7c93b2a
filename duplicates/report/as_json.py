"""The report as JSON, schema ``cablediff.report/1``: the contract that other programs rely on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from duplicates.model import SEED
from duplicates.provenance import posts_by_posts

if TYPE_CHECKING:
    from duplicates.model import Findings, Group, Member, Pair, Place, Relation
    from duplicates.provenance import PostRepeats
    from duplicates.report.model import Report

SCHEMA: Final = "cablediff.report/1"


def report_as_json(report: Report) -> str:
    """Return the report as indented JSON text with a line end."""
    findings = report.findings
    parameters = findings.parameters
    document = {
        "schema": SCHEMA,
        "version": report.version,
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
        "counts": {**counts(findings), "problems": report.problems},
        "records": [{"cable": key, "finding": sentence} for key, sentence in report.records],
        "groups": [_group(group) for group in findings.groups],
        "pairs": [_pair(pair) for pair in findings.pairs],
        "cables": [_relation(relation) for relation in findings.relations],
        "sources": [_repeats(row) for row in posts_by_posts(findings)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def counts(findings: Findings) -> dict[str, int]:
    """Return how much was looked at and how much was found."""
    return {
        "cables": findings.cables,
        "blocks": findings.blocks,
        "compared": findings.compared,
        "groups": len(findings.groups),
        "pairs": len(findings.pairs),
        "relations": len(findings.relations),
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
