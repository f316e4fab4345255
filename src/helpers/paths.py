"""Where the parts of the collection lie, whatever folder a notebook is run from."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
CORPUS = DATA / "corpus"
ANNOTATIONS = DATA / "annotations"
LEXICONS = DATA / "lexicons"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
CACHE = ROOT / ".cache"


def resolve(folder: str | Path) -> Path:
    """Give the absolute path of a folder that a parameter names relative to the repository."""
    path = Path(folder).expanduser()
    return path if path.is_absolute() else ROOT / path
