"""A form for quotations, which saves as it goes."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from helpers.teaching.codebook import NONE, Codebook
from helpers.teaching.fields import WIDE, button, choice
from helpers.teaching.forms import Form
from helpers.teaching.passages import locate
from helpers.teaching.sheets import FILLED, Kind


def quotation_form(
    drawn: pd.DataFrame, path: Path, codebook: Codebook, *, separator: str = ";"
) -> widgets.Widget:
    """Give a form for quotations, a passage at a time; it saves as `sentence_form` does."""
    return QuotationForm(drawn, path, codebook, separator).box


class QuotationForm(Form):
    """The quotations of a passage."""

    kind: Kind = "quotations"

    def make_fields(self) -> widgets.Widget:
        """Make the list of quotations and the two buttons under it."""
        self.entries = widgets.VBox([])
        self.none = button("No quotation here", "the passage quotes nobody", self.tell_none)
        add = button("Add a quotation", "one more quotation in this passage", self.add)
        return widgets.VBox([self.entries, widgets.HBox([add, self.none])])

    def fill(self) -> None:
        """Show in the fields what the sheet has for the unit."""
        rows = self.rows.to_dict("records")
        self.lay_out(self.entry(row) for row in rows if row["type"] != NONE and _begun(row))
        if any(row["type"] == NONE for row in rows):
            self.entries.children = [widgets.HTML("<p>No quotation in this passage.</p>")]

    def is_whole(self, row: Mapping[str, str]) -> bool:
        """Whether a passage has no quotation, or one with a type and words that stand in it."""
        text = self.units["text"].get(row["unit"], "")
        return row["type"] == NONE or bool(row["type"] and locate(row["content"], text))

    def lay_out(self, entries: Iterable["Entry"]) -> None:
        """Show quotations; what is written can be taken out, and not be denied by one click."""
        self.entries.children = list(entries)
        self.none.disabled = bool(self.entries.children)

    def written(self) -> list["Entry"]:
        """The quotations that are shown."""
        return [entry for entry in self.entries.children if isinstance(entry, Entry)]

    def add(self) -> None:
        """Add an empty quotation."""
        self.lay_out([*self.written(), self.entry({})])

    def tell_none(self) -> None:
        """Say that the passage has no quotation."""
        self.keep([{"type": NONE}])
        self.fill()

    def entry(self, row: Mapping) -> "Entry":
        """Make the fields of one quotation."""
        text = self.units.iloc[self.place]["text"]
        return Entry(row, text, self.codebook, changed=self.changed, removed=self.removed)

    def removed(self, entry: "Entry") -> None:
        """Take a quotation out."""
        self.lay_out(kept for kept in self.written() if kept is not entry)
        self.changed()

    def changed(self) -> None:
        """Keep every quotation that was begun: a half one is not lost, it is told."""
        self.keep([entry.row for entry in self.written() if _begun(entry.row)] or [{}])


class Entry(widgets.VBox):
    """The fields of one quotation."""

    def __init__(
        self,
        row: Mapping,
        text: str,
        codebook: Codebook,
        *,
        changed: Callable[[], None],
        removed: Callable[["Entry"], None],
    ) -> None:
        """Fill the fields with a row of the sheet; `changed` and `removed` are called back."""
        self.text, self.fault, self.changed = text, widgets.HTML(), changed
        self.of = {
            "content": widgets.Textarea(
                description="Words", placeholder="copied from the passage", layout=WIDE, rows=2
            ),
            "type": choice("Type", codebook.types),
            "speaker": widgets.Text(description="Speaker", layout=WIDE),
            "speaker_kind": choice("Kind", codebook.kinds),
            "relayed_by": widgets.Text(description="Relayed by", layout=WIDE),
            "doubt": widgets.Text(description="Doubt", layout=WIDE),
        }
        for name, field in self.of.items():
            known = [value for _, value in field.options] if hasattr(field, "options") else None
            value = row.get(name, "")
            field.value = value if known is None or value in known else ""
            field.observe(self.noted, names="value")
        remove = button("Remove", "take this quotation out", lambda: removed(self))
        foot = widgets.HBox([remove, self.fault], layout=widgets.Layout(align_items="center"))
        super().__init__([*self.of.values(), foot], layout=_aside())
        self.check()

    @property
    def row(self) -> dict[str, str]:
        """The quotation as a row of the sheet."""
        return {name: " ".join(field.value.split()) for name, field in self.of.items()}

    def noted(self, change: Mapping) -> None:
        """Say what is missing, and let the form keep what is there."""
        self.check()
        self.changed()

    def check(self) -> None:
        """Say what is missing until the quotation counts."""
        row = self.row
        missing = "copy its words from the passage" if not row["content"] else ""
        if row["content"] and not locate(row["content"], self.text):
            missing = "these words are not in the passage; copy them as they stand"
        missing = "; ".join(filter(None, [missing, "" if row["type"] else "choose a type"]))
        said = f"Does not count yet: {missing}." if missing else "Saved."
        self.fault.value = f"<span role='status' style='margin-left:.6rem'>{said}</span>"


def _begun(row: Mapping) -> bool:
    return any(row[name] for name in FILLED["quotations"])


def _aside() -> widgets.Layout:
    return widgets.Layout(
        border_left="3px solid #8b949e", padding="0 0 0 .6rem", margin="0 0 .8rem", flex="none"
    )
