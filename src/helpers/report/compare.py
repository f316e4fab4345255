"""`python -m helpers.report.compare A B`: what changed from one run to another."""

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers.paths import REPORTS
from helpers.report.evidence import read_rows
from helpers.report.findings import Finding
from helpers.report.manifest import shown
from helpers.report.numbers import number
from helpers.report.pages import page, read_collected, read_manifest
from helpers.report.parameters import RunError
from helpers.report.staging import RUN_NAME
from helpers.report.tables import table

# Changes of one table that the page shows; changes.csv has them all.
SHOWN = 60


class Change(NamedTuple):
    """One thing that differs: where (`table` is a saved table, or a part of the run) and how.

    `kind` is added, gone or changed; `key` names the row, `column` what of it.
    """

    table: str
    kind: str
    key: str
    column: str = ""
    before: str = ""
    after: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare the two runs that are named; gives 1 when one does not exist, else 0."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers.report.compare", description="Tell what changed between two runs."
    )
    parser.add_argument("before", help="name of the earlier run in reports/")
    parser.add_argument("after", help="name of the later run in reports/")
    options = parser.parse_args(arguments)
    try:
        folder, told = compare_runs(options.before, options.after)
    except RunError as fault:
        sys.stderr.write(f"make compare: {fault}\n")
        return 1
    lines = [*told, f"The comparison is {shown(folder / 'index.html')}."]
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return 0


def compare_runs(before: str, after: str) -> tuple[Path, list[str]]:
    """Compare two runs of reports/; gives the folder of the comparison and its summary.

    Writes reports/compare-BEFORE-AFTER/ with index.html and changes.csv, a row a
    `Change`. Raises RunError when there is no such run.
    """
    runs = find_run(before), find_run(after)
    changes = [*changes_of_run(*runs), *changes_of_findings(*runs), *changes_of_tables(*runs)]
    folder = REPORTS / f"compare-{before}-{after}"
    folder.mkdir(exist_ok=True)
    with (folder / "changes.csv").open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([Change._fields, *changes])
    told = summary(changes)
    body = comparison_html((before, after), changes, told)
    html = page(f"From {before} to {after}", body, alone=True)
    (folder / "index.html").write_text(html, encoding="utf-8")
    return folder, told


def find_run(name: str) -> Path:
    """Give the folder of a run; raises RunError, naming those that there are."""
    folder = REPORTS / name
    if RUN_NAME.fullmatch(name) and (folder / "manifest.json").is_file():
        return folder
    there = sorted(path.parent.name for path in REPORTS.glob("[!.]*/manifest.json"))
    known = f"there are {', '.join(there)}" if there else "make one with `make report`"
    raise RunError(f"no run named {name!r} in {shown(REPORTS)}: {known}")


def changes_of_run(before: Path, after: Path) -> list[Change]:
    """Give what changed in the parameters, the input files and the versions."""
    old, new = read_manifest(before), read_manifest(after)
    changes = []
    for part, read in (("parameters", _parameters), ("inputs", _inputs), ("versions", _versions)):
        changes += _differences(
            part,
            {k: {"": v} for k, v in read(old).items()},
            {k: {"": v} for k, v in read(new).items()},
        )
    return changes


def changes_of_findings(before: Path, after: Path) -> list[Change]:
    """Give the findings that appeared, went, or have another number or interval."""
    old, new = ({f.id: _told(f) for f in read_collected(run)} for run in (before, after))
    return _differences("findings", old, new)


def changes_of_tables(before: Path, after: Path) -> list[Change]:
    """Give, for each saved table, the rows that appeared, went or changed."""
    names = {path.stem for run in (before, after) for path in (run / "tables").glob("*.csv")}
    changes = []
    for name in sorted(names):
        old, new = (read_rows(run / "tables" / f"{name}.csv") for run in (before, after))
        key = key_of(old, new)
        changes += _differences(name, _keyed(old, key), _keyed(new, key))
    return changes


def key_of(*tables: Sequence[Mapping[str, str]]) -> list[str]:
    """Give the fewest leading columns that tell the rows of each table apart, or all."""
    columns = [
        name
        for name in next((list(t[0]) for t in tables if t), [])
        if all(name in t[0] for t in tables if t)
    ]
    for size in range(1, len(columns)):
        key = columns[:size]
        if all(len({_name(row, key) for row in rows}) == len(rows) for rows in tables):
            return key
    return columns


def summary(changes: Sequence[Change]) -> list[str]:
    """Give a line for each part or table that differs, or one that says that none does."""
    rows = dict.fromkeys((change.table, change.kind, change.key) for change in changes)
    sizes = Counter((of, kind) for of, kind, _ in rows)
    lines = []
    for name in dict.fromkeys(of for of, _ in sizes):
        parts = [f"{number(n)} {kind}" for (of, kind), n in sizes.items() if of == name]
        lines.append(f"{name}: {', '.join(parts)}")
    return lines or ["The two runs say the same."]


def comparison_html(runs: tuple[str, str], changes: Sequence[Change], told: Sequence[str]) -> str:
    """Give the body of the page: the summary, then what changed, part by part."""
    heads = [
        f'<p class="kicker">Comparison of two runs</p><h1>From {escape(runs[0])} to '
        f"{escape(runs[1])}</h1><p>"
        + " · ".join(f'<a href="../{escape(run)}/index.html">{escape(run)}</a>' for run in runs)
        + ' · <a href="changes.csv">every change as a table</a></p>'
        f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in told)}</ul>"
    ]
    for name in dict.fromkeys(change.table for change in changes):
        own = [change for change in changes if change.table == name]
        heads.append(f"<section><h2>{escape(name)}</h2>{_listed(name, own)}</section>")
    return f"<main id='content'>{''.join(heads)}</main>"


def _listed(name: str, changes: Sequence[Change]) -> str:
    frame = pd.DataFrame(changes[:SHOWN]).drop(columns="table")
    frame = frame.loc[:, [frame[column].ne("").any() for column in frame.columns]]
    rest = len(changes) - len(frame)
    note = f"{number(rest)} more are in changes.csv." if rest else ""
    return table(frame, caption=f"What changed in {name}", note=note).html


def _differences(
    name: str, old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> list[Change]:
    changes = [Change(name, "gone", key, before=_row(old[key])) for key in old if key not in new]
    changes += [Change(name, "added", key, after=_row(new[key])) for key in new if key not in old]
    for key in (key for key in old if key in new):
        changes += [
            Change(name, "changed", key, column, old[key].get(column, ""), value)
            for column, value in new[key].items()
            if value != old[key].get(column, "")
        ]
    return changes


def _row(values: Mapping[str, str]) -> str:
    return " · ".join(f"{name} {value}".strip() for name, value in values.items() if value)


def _keyed(rows: Sequence[Mapping[str, str]], key: Sequence[str]) -> dict[str, dict[str, str]]:
    return {_name(row, key): {c: v for c, v in row.items() if c not in key} for row in rows}


def _name(row: Mapping[str, str], key: Sequence[str]) -> str:
    return " · ".join(row[column] for column in key)


def _told(finding: Finding) -> dict[str, str]:
    values = {"text": finding.text, "value": finding.value, "interval": finding.interval}
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in {**values, "n": finding.n}.items()
    }


def _parameters(manifest: Mapping[str, Any]) -> dict[str, str]:
    given = manifest.get("parameters", {})
    return {
        f"{notebook} {name}": json.dumps(value, ensure_ascii=False)
        for notebook, values in given.items()
        for name, value in values.items()
        if name != "output"
    }


def _inputs(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {Path(path).name: sha[:12] for path, sha in manifest.get("inputs", {}).items()}


def _versions(manifest: Mapping[str, Any]) -> dict[str, str]:
    git = manifest.get("git", {}).get("revision", "")
    own = {"python": manifest.get("python", ""), "revision": git[:12]}
    return {**own, **manifest.get("packages", {})}


if __name__ == "__main__":
    sys.exit(main())
