"""How numbers are written in sentences, tables and figures."""

import math
from collections.abc import Sequence

THIN_SPACE = "\u202f"


def number(value: float, *, decimals: int = 0) -> str:
    """Write a number with groups of three digits and a decimal point: 1 234.5.

    The groups are set apart by a narrow no-break space, which readers of English and
    of French both take for what it is; a missing number is an en dash.
    """
    if value is None or math.isnan(value):
        return "–"
    return f"{value:,.{decimals}f}".replace(",", THIN_SPACE).replace("-", "−")


def percent(share: float, *, decimals: int = 0) -> str:
    """Write a share between 0 and 1 as a percentage: 0.123 is 12%."""
    written = number(share * 100, decimals=decimals) if share is not None else "–"
    return written if written == "–" else f"{written}%"


def between(interval: Sequence[float], *, decimals: int = 0, shares: bool = True) -> str:
    """Write an interval for use in a sentence: `8% to 14%`, or `8 to 14` when not of shares."""
    write = percent if shares else number
    low, high = interval
    return f"{write(low, decimals=decimals)} to {write(high, decimals=decimals)}"


def read_number(printed: str) -> float:
    """Read a number as it is printed: `12%` is 0.12."""
    plain = printed.replace(THIN_SPACE, "").replace("−", "-")
    return float(plain.rstrip("%")) / (100 if plain.endswith("%") else 1)


def unit(printed: str) -> float:
    """Give the unit of the last printed digit: 0.1 of `12.3`, 0.01 of `12%`."""
    decimals = len(printed.rstrip("%").partition(".")[2])
    return 10.0**-decimals / (100 if printed.endswith("%") else 1)
