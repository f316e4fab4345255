"""Findings: sentences with a number in them, and the rows that the number counts."""

import hashlib
import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.cache import fingerprint
from helpers.paths import resolve
from helpers.report.blocks import Block

FINDING_COLUMNS = ["id", "text", "value", "interval", "n", "notebook", "evidence"]


class Finding(NamedTuple):
    """A sentence of the report with a number in it."""

    id: str
    text: str
    value: Any
    interval: list[float] | None
    n: int | None
    notebook: str
    evidence: list[str]


def show_finding(finding: Finding) -> Block:
    """Show a finding as a sentence; the report adds the way to its evidence."""
    html = (
        f'<div class="press press-finding" id="{escape(finding.id)}">'
        f"<p>{escape(finding.text)}<!-- evidence of {escape(finding.id)} --></p></div>"
    )
    return Block(html, finding.text)


def stamp_of(**settings: Any) -> str:
    """Fingerprint what findings depend on: settings, the corpus's files, helpers and lexicons."""
    digest = hashlib.sha256(fingerprint().encode())
    digest.update(json.dumps(settings, sort_keys=True, default=str).encode())
    folder = resolve(str(settings.get("corpus", "")))
    for path in sorted(folder.iterdir()) if settings.get("corpus") and folder.is_dir() else ():
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def read_findings(path: Path) -> dict[str, Any]:
    """Read a notebook's file of findings: its stamp and its list; empty when there is none."""
    if not path.is_file():
        return {"stamp": "", "findings": []}
    return json.loads(path.read_text(encoding="utf-8"))


def write_findings(path: Path, stamp: str, findings: Sequence[Finding]) -> None:
    """Write a notebook's findings with the stamp of what they were found in."""
    content = {"stamp": stamp, "findings": [finding._asdict() for finding in findings]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def frame_of(findings: Sequence[Finding]) -> pd.DataFrame:
    """Give findings as a frame: a row is a finding, with the columns of findings.json."""
    return pd.DataFrame(list(findings), columns=FINDING_COLUMNS)
