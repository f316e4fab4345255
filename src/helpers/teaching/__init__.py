"""Coding by hand together: sheets, forms, agreement, settling; `-m helpers.teaching`: handouts."""

from helpers.teaching.agreement import agreement, codings, compare_quotations
from helpers.teaching.checks import NotYetError, check
from helpers.teaching.codebook import Codebook, read_codebook
from helpers.teaching.draws import draw_passages, draw_sentences, quotations_within
from helpers.teaching.errors import CodingError
from helpers.teaching.forms import sentence_form
from helpers.teaching.quotation_forms import quotation_form
from helpers.teaching.reading import Reading, read_class, read_sheet
from helpers.teaching.settling import (
    disputed_quotations,
    disputed_sentences,
    settle_quotations,
    settle_sentences,
)
from helpers.teaching.sheets import (
    blank_sheet,
    open_sheet,
    sheet_path,
    sheets_in,
    write_sheet,
)
from helpers.teaching.stand_ins import coded_sheet

__all__ = [
    "Codebook",
    "CodingError",
    "NotYetError",
    "Reading",
    "agreement",
    "blank_sheet",
    "check",
    "coded_sheet",
    "codings",
    "compare_quotations",
    "disputed_quotations",
    "disputed_sentences",
    "draw_passages",
    "draw_sentences",
    "open_sheet",
    "quotation_form",
    "quotations_within",
    "read_class",
    "read_codebook",
    "read_sheet",
    "sentence_form",
    "settle_quotations",
    "settle_sentences",
    "sheet_path",
    "sheets_in",
    "write_sheet",
]
