"""`python -m helpers.evaluation reports/evaluation`: print the scores that notebook 05 saved."""

import sys
from collections.abc import Sequence

import pandas as pd

from helpers.paths import resolve

TABLES = {
    "quotation-scores": "Quotations against hand coding",
    "rule-families": "Quotations with one family of rules switched off",
    "framing-scores": "Topics, frames and certainty against hand coding",
    "agreement": "Agreement of two codings (Krippendorff's alpha)",
    "agreement-quotations": "Quotations: the second coding against the first",
}


def main(arguments: Sequence[str]) -> int:
    """Print the score tables of a run's folder; gives the exit status."""
    if len(arguments) != 1:
        sys.stderr.write(
            "usage: python -m helpers.evaluation FOLDER (such as reports/evaluation)\n"
        )
        return 2
    tables = resolve(arguments[0]) / "tables"
    missing = [name for name in TABLES if not (tables / f"{name}.csv").is_file()]
    if missing:
        sys.stderr.write(f"{tables / missing[0]}.csv: not there; run `make evaluate` first\n")
        return 1
    sys.stdout.write("\n\n".join(printed(tables, name) for name in TABLES) + "\n")
    return 0


def printed(tables: object, name: str) -> str:
    """Give one score table as text, its shares as percentages with one decimal."""
    frame = pd.read_csv(f"{tables}/{name}.csv", keep_default_na=False, na_values=[""])
    shares = frame.select_dtypes("float").columns
    frame[shares] = (100 * frame[shares]).round(1)
    return f"{TABLES[name]} (in %)\n{frame.to_string(index=False, na_rep='')}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
