"""Who says what in French press text, through whom."""

from helpers.quotations.attribution import (
    Quotation,
    Rejected,
    attribute,
    find_quotations,
    read,
    rejected_marks,
)
from helpers.quotations.rules import FAMILIES

__all__ = ["FAMILIES", "Quotation", "Rejected", "attribute", "find_quotations", "read", "rejected_marks"]
