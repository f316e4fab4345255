"""Scores against hand coding, agreement between coders, intervals over articles."""

from helpers.evaluation.agreement import (
    alpha_interval,
    cohen_kappa,
    confusion,
    krippendorff_alpha,
    percent_agreement,
)
from helpers.evaluation.annotations import AnnotationError, read_annotations
from helpers.evaluation.framing_scores import (
    align_sentences,
    codes_of,
    majority_baseline,
    score_certainty,
    score_codes,
)
from helpers.evaluation.intervals import Interval, bootstrap, bootstrap_share
from helpers.evaluation.quotation_scores import (
    match_quotations,
    same_speaker,
    score_quotations,
    span_f1,
)

__all__ = [
    "AnnotationError",
    "Interval",
    "align_sentences",
    "alpha_interval",
    "bootstrap",
    "bootstrap_share",
    "codes_of",
    "cohen_kappa",
    "confusion",
    "krippendorff_alpha",
    "majority_baseline",
    "match_quotations",
    "percent_agreement",
    "read_annotations",
    "same_speaker",
    "score_certainty",
    "score_codes",
    "score_quotations",
    "span_f1",
]
