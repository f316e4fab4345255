"""Forms to code in JupyterLab, which save as they go."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from helpers.teaching.codebook import NONE, Codebook
from helpers.teaching.passages import locate
from helpers.teaching.sheets import FILLED, GIVEN, Kind, open_sheet, write_sheet

_WIDE = widgets.Layout(width="min(46rem, 100%)")


def sentence_form(
    drawn: pd.DataFrame, path: Path, codebook: Codebook, *, separator: str = ";"
) -> widgets.Widget:
    """Give a form for topics, frames and certainty, a sentence at a time.

    Every change is written to `path` at once; a sheet that is there is taken up where it was
    left. `drawn` as `draw_sentences` gives it, or a sheet of disputed sentences.
    """
    return SentenceForm(drawn, path, codebook, separator).box


def quotation_form(
    drawn: pd.DataFrame, path: Path, codebook: Codebook, *, separator: str = ";"
) -> widgets.Widget:
    """Give a form for quotations, a passage at a time; it saves as `sentence_form` does."""
    return QuotationForm(drawn, path, codebook, separator).box


class Form:
    """One unit after the other, with what is coded kept in a sheet and in its file."""

    kind: Kind

    def __init__(self, drawn: pd.DataFrame, path: Path, codebook: Codebook, separator: str) -> None:
        """Open the sheet and show the first unit that is not coded yet."""
        self.path, self.codebook, self.separator = path, codebook, separator
        self.units = drawn.drop_duplicates("unit").set_index("unit")
        self.sheet = open_sheet(path, drawn, self.kind)
        self.told, self.shown = widgets.HTML(), widgets.HTML()
        self.back = _button("Previous", "the unit before", lambda: self.show(self.place - 1))
        self.on = _button("Next", "the unit after", lambda: self.show(self.place + 1))
        self.open = _button("Next not coded", "the first that is not coded", self.show_open)
        steps = widgets.HBox([self.back, self.on, self.open])
        meaning = codes_box(self.codebook, self.kind)
        self.box = widgets.VBox([self.told, self.shown, self.make_fields(), steps, meaning])
        self.show_open()

    @property
    def unit(self) -> str:
        """The unit that is shown."""
        return str(self.units.index[self.place])

    @property
    def rows(self) -> pd.DataFrame:
        """The rows of the sheet for the unit that is shown."""
        return self.sheet[self.sheet["unit"] == self.unit]

    def show(self, place: int) -> None:
        """Show the unit at a place, from 0."""
        self.place = min(max(place, 0), len(self.units) - 1)
        unit = self.units.iloc[self.place]
        self.shown.value = passage_html(unit["context"], unit["text"])
        self.back.disabled = self.place == 0
        self.on.disabled = self.place == len(self.units) - 1
        self.fill()
        self.tell()

    def show_open(self) -> None:
        """Show the first unit that is not coded, or the first of all when each one is."""
        coded = self.coded()
        missing = [k for k, unit in enumerate(self.units.index) if unit not in coded]
        self.show(missing[0] if missing else 0)

    def coded(self) -> set[str]:
        """The units that are coded whole."""
        whole = self.sheet.apply(self.is_whole, axis=1).groupby(self.sheet["unit"]).all()
        return set(whole.index[whole])

    def tell(self) -> None:
        """Say where the coder is and where the sheet is kept."""
        total = len(self.units)
        coded = len(self.coded() & set(self.units.index))
        self.told.value = (
            f"<p role='status'>{self.place + 1} of {total} · {coded} coded · "
            f"kept in <code>{escape(self.path.name)}</code></p>"
        )

    def keep(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Replace the rows of the unit that is shown, and write the file."""
        unit = {"unit": self.unit, **self.units.loc[self.unit, GIVEN[1:]].to_dict()}
        blank = dict.fromkeys(FILLED[self.kind], "")
        new = pd.DataFrame([{**unit, **blank, **row} for row in rows], columns=self.sheet.columns)
        at = self.sheet.index.get_loc(self.rows.index[0])
        others = self.sheet.drop(self.rows.index)
        self.sheet = pd.concat([others[:at], new, others[at:]], ignore_index=True)
        write_sheet(self.sheet, self.path, separator=self.separator)
        self.tell()

    def make_fields(self) -> widgets.Widget:
        """Make the fields of the form, once."""
        raise NotImplementedError

    def fill(self) -> None:
        """Show in the fields what the sheet has for the unit."""
        raise NotImplementedError

    def is_whole(self, row: Mapping[str, str]) -> bool:
        """Whether a row of the sheet says all that it has to."""
        raise NotImplementedError


class SentenceForm(Form):
    """Topics, frames and certainty of a sentence."""

    kind: Kind = "sentences"

    def make_fields(self) -> widgets.Widget:
        """Make a box to tick for each code, and a line for doubts."""
        self.filling = False
        self.ticks = {
            layer: {code: _tick(code) for code in [*getattr(self.codebook, layer), NONE]}
            for layer in ("topics", "frames")
        }
        codes = ((code.replace("_", " "), code) for code in self.codebook.certainty)
        self.certainty = widgets.RadioButtons(options=[("not coded", ""), *codes], value="")
        self.doubt = widgets.Text(
            description="Doubt", placeholder="what made you hesitate", layout=_WIDE
        )
        for field in self._fields():
            field.observe(self.changed, names="value")
        titles = {"topics": "Topics", "frames": "Frames, where there is a topic"}
        boxes = [
            _group(titles[layer], [_grid(list(ticks.values()))])
            for layer, ticks in self.ticks.items()
        ]
        return widgets.VBox([*boxes, _group("Certainty", [self.certainty]), self.doubt])

    def fill(self) -> None:
        """Show in the fields what the sheet has for the unit."""
        row = self.rows.iloc[0]
        self.filling = True
        for layer, ticks in self.ticks.items():
            codes = set(row[layer].replace(";", " ").split())
            for code, tick in ticks.items():
                tick.value = code in codes
        known = row["certainty"] in self.codebook.certainty
        self.certainty.value = row["certainty"] if known else ""
        self.doubt.value = row["doubt"]
        self.filling = False
        self.shade()

    def changed(self, change: Mapping) -> None:
        """Keep what was changed; `none` and other codes take each other off."""
        if self.filling:
            return
        self.filling = True
        self._part_none(change)
        if self.codes("topics") in ("", NONE):
            for tick in self.ticks["frames"].values():
                tick.value = False
            self.certainty.value = ""
        self.filling = False
        self.shade()
        codes = {layer: self.codes(layer) for layer in self.ticks}
        self.keep([{**codes, "certainty": self.certainty.value, "doubt": self.doubt.value}])

    def is_whole(self, row: Mapping[str, str]) -> bool:
        """Whether a sentence has no topic, or topic, frame and certainty."""
        return row["topics"] == NONE or all(row[n] for n in ("topics", "frames", "certainty"))

    def codes(self, layer: str) -> str:
        """Give the ticked codes of a layer, joined by spaces."""
        return " ".join(code for code, tick in self.ticks[layer].items() if tick.value)

    def shade(self) -> None:
        """Close frames and certainty where there is no topic."""
        closed = self.codes("topics") in ("", NONE)
        for tick in self.ticks["frames"].values():
            tick.disabled = closed
        self.certainty.disabled = closed

    def _fields(self) -> list[widgets.Widget]:
        ticks = [tick for layer in self.ticks.values() for tick in layer.values()]
        return [*ticks, self.certainty, self.doubt]

    def _part_none(self, change: Mapping) -> None:
        for ticks in self.ticks.values():
            if change["owner"] in ticks.values() and change["new"]:
                lone = change["owner"] is ticks[NONE]
                for code, tick in ticks.items():
                    if (code != NONE) is lone:
                        tick.value = False


class QuotationForm(Form):
    """The quotations of a passage."""

    kind: Kind = "quotations"

    def make_fields(self) -> widgets.Widget:
        """Make the list of quotations and the two buttons under it."""
        self.entries = widgets.VBox([])
        self.none = _button("No quotation here", "the passage quotes nobody", self.tell_none)
        add = _button("Add a quotation", "one more quotation in this passage", self.add)
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
                description="Words", placeholder="copied from the passage", layout=_WIDE, rows=2
            ),
            "type": _choice("Type", codebook.types),
            "speaker": widgets.Text(description="Speaker", layout=_WIDE),
            "speaker_kind": _choice("Kind", codebook.kinds),
            "relayed_by": widgets.Text(description="Relayed by", layout=_WIDE),
            "doubt": widgets.Text(description="Doubt", layout=_WIDE),
        }
        for name, field in self.of.items():
            known = [value for _, value in field.options] if hasattr(field, "options") else None
            value = row.get(name, "")
            field.value = value if known is None or value in known else ""
            field.observe(self.noted, names="value")
        remove = _button("Remove", "take this quotation out", lambda: removed(self))
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


def passage_html(context: str, text: str) -> str:
    """Give a unit as it is read: what stands before it, then its words, larger."""
    before = f"<p style='color:#59636e;margin:0 0 .5rem'>{escape(context)}</p>" if context else ""
    return (
        f"<div lang='fr' style='max-width:46rem;line-height:1.5'>{before}"
        f"<p style='font-size:1.2rem;margin:0 0 .6rem'>{escape(text)}</p></div>"
    )


def codes_box(codebook: Codebook, kind: Kind) -> widgets.Widget:
    """Give the definitions of the codes, folded."""
    layers = ("topics", "frames", "certainty") if kind == "sentences" else ("types", "kinds")
    items = "".join(
        f"<dt><b>{escape(code)}</b></dt><dd>{escape(told)}</dd>"
        for layer in layers
        for code, told in getattr(codebook, layer).items()
    )
    html = (
        "<details style='line-height:1.4'><summary>What the codes mean</summary>"
        f"<dl>{items}</dl></details>"
    )
    return widgets.HTML(html, layout=_WIDE)


def _button(label: str, tooltip: str, action: Callable[[], object]) -> widgets.Button:
    button = widgets.Button(description=label, tooltip=tooltip)
    button.layout.width, button.layout.align_self = "auto", "flex-start"
    button.on_click(lambda _: action())
    return button


def _tick(code: str) -> widgets.Checkbox:
    layout = widgets.Layout(width="auto")
    return widgets.Checkbox(description=code.replace("_", " "), indent=False, layout=layout)


def _grid(fields: list[widgets.Widget]) -> widgets.Widget:
    layout = widgets.Layout(grid_template_columns="repeat(auto-fill, minmax(9rem, 1fr))")
    layout.width, layout.overflow = _WIDE.width, "hidden"
    return widgets.GridBox(fields, layout=layout)


def _begun(row: Mapping) -> bool:
    return any(row[name] for name in FILLED["quotations"])


def _aside() -> widgets.Layout:
    return widgets.Layout(
        border_left="3px solid #8b949e", padding="0 0 0 .6rem", margin="0 0 .8rem", flex="none"
    )


def _group(title: str, fields: list[widgets.Widget]) -> widgets.Widget:
    return widgets.VBox([widgets.HTML(f"<b>{escape(title)}</b>"), *fields])


def _choice(label: str, codes: Iterable[str]) -> widgets.Dropdown:
    options = [("choose", ""), *((code, code) for code in codes)]
    return widgets.Dropdown(description=label, options=options, value="")
