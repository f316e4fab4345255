"""What the notebooks let a run set, and whether a file of parameters sets it rightly."""

import ast
import difflib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ASSIGNMENT = re.compile(
    r"(?P<name>[A-Za-z_]\w*)\s*(?::\s*(?P<kind>[\w\[\], .]+?))?\s*=\s*(?P<default>.+?)"
    r"(?:\s+#\s*(?P<help>.*))?"
)
KINDS: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
}


class RunError(Exception):
    """A run that cannot begin or go on; its message is one line: what, where, what to do."""


class Parameter(NamedTuple):
    """A name that the `parameters` cell of a notebook declares."""

    name: str
    kind: str
    default: Any
    help: str
    notebook: str


def parameter_cells(notebook: Path) -> list[str]:
    """Give the sources of a notebook's cells tagged `parameters`."""
    # Not by nbformat, whose import takes longer than all else that a notebook imports.
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    tagged = (cell for cell in cells if "parameters" in cell["metadata"].get("tags", []))
    return ["".join(cell["source"]) for cell in tagged]


def declared(notebook: Path) -> dict[str, Parameter]:
    """Give what a notebook's `parameters` cell declares, by name, in its order.

    Raises RunError for a line that is not one literal with an optional comment.
    """
    lines = [line for source in parameter_cells(notebook) for line in source.splitlines()]
    parameters = [
        read_line(line, notebook.stem)
        for line in lines
        if line.strip() and not line.lstrip().startswith("#")
    ]
    return {parameter.name: parameter for parameter in parameters}


def read_line(line: str, notebook: str) -> Parameter:
    """Read one line of a `parameters` cell, such as `top: int = 15  # words shown`."""
    found = ASSIGNMENT.fullmatch(line.strip())
    try:
        default = ast.literal_eval(found["default"]) if found else None
    except (SyntaxError, ValueError):
        found = None
    if found is None:
        raise RunError(
            f"{notebook}: the parameters cell holds {line.strip()!r}; "
            "write one literal a line, as in: top: int = 15  # words shown"
        )
    kind = found["kind"] or type(default).__name__
    return Parameter(found["name"], kind, default, found["help"] or "", notebook)


def read_parameters(path: Path | None) -> dict[str, Any]:
    """Read a YAML file of parameters; nothing is set when there is none.

    Raises RunError when it cannot be read or is not a list of `name: value`.
    """
    if path is None:
        return {}
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except OSError as fault:
        raise RunError(f"{path} cannot be read ({fault.strerror}): check PARAMETERS") from None
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        where = " ".join(str(fault).split())
        raise RunError(f"{path} is not readable YAML ({where}): write `name: value`") from None
    if not isinstance(content, dict):
        raise RunError(f"{path} does not set parameters: write one `name: value` a line")
    return {str(name): value for name, value in content.items()}


def check_parameters(
    given: Mapping[str, Any], notebooks: Iterable[Path], *, source: str
) -> dict[str, dict[str, Any]]:
    """Share given parameters out to the notebooks that declare them.

    Returns, for each notebook's name, its values. `source` is the file that errors
    name. Raises RunError for a name that no notebook declares and for a value of
    another type than the declared one.
    """
    declarations = {path.stem: declared(path) for path in notebooks}
    known = {name: p for own in declarations.values() for name, p in own.items()}
    for name in given:
        if name not in known:
            raise RunError(_undeclared(name, known, source))
    return {
        notebook: {
            name: fit(value, own[name], source=source)
            for name, value in given.items()
            if name in own
        }
        for notebook, own in declarations.items()
    }


def _undeclared(name: str, known: Mapping[str, Parameter], source: str) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0)
    remedy = f"did you mean '{near[0]}' ({known[near[0]].notebook})?" if near else "remove it"
    return f"{source}: no notebook declares a parameter '{name}': {remedy}"


def fit(value: Any, parameter: Parameter, *, source: str) -> Any:
    """Give a value as its parameter declares it; raises RunError when it is of another type."""
    plain = _plain(value)
    item = re.fullmatch(r"list\[(\w+)\]", parameter.kind)
    if item and isinstance(plain, list) and all(_is(part, item[1]) for part in plain):
        return plain
    if not item and _is(plain, parameter.kind):
        return plain
    raise RunError(
        f"{source}: {parameter.name} is {value!r}, but {parameter.notebook} declares it as "
        f"{parameter.kind} (its default is {parameter.default!r})"
    )


def _plain(value: Any) -> Any:
    # YAML reads an unquoted 2023-09-13 as a date; notebooks take days as text.
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _is(value: Any, kind: str) -> bool:
    if kind not in KINDS:
        return type(value).__name__ == kind
    return isinstance(value, KINDS[kind]) and (kind == "bool" or not isinstance(value, bool))
