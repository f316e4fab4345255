"""Forms to code in JupyterLab, which save as they go."""

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from helpers.teaching.codebook import NONE, Codebook
from helpers.teaching.fields import WIDE, button, codes_box, grid, group, passage_html, tick_box
from helpers.teaching.sheets import FILLED, GIVEN, Kind, open_sheet, write_sheet


def sentence_form(
    drawn: pd.DataFrame, path: Path, codebook: Codebook, *, separator: str = ";"
) -> widgets.Widget:
    """Give a form for topics, frames and certainty, a sentence at a time.

    Every change is written to `path` at once; a sheet that is there is taken up where it was
    left. `drawn` as `draw_sentences` gives it, or a sheet of disputed sentences.
    """
    return SentenceForm(drawn, path, codebook, separator).box


class Form:
    """One unit after the other, with what is coded kept in a sheet and in its file."""

    kind: Kind

    def __init__(self, drawn: pd.DataFrame, path: Path, codebook: Codebook, separator: str) -> None:
        """Open the sheet and show the first unit that is not coded yet."""
        self.path, self.codebook, self.separator = path, codebook, separator
        self.units = drawn.drop_duplicates("unit").set_index("unit")
        self.sheet = open_sheet(path, drawn, self.kind)
        self.told, self.shown = widgets.HTML(), widgets.HTML()
        self.back = button("Previous", "the unit before", lambda: self.show(self.place - 1))
        self.on = button("Next", "the unit after", lambda: self.show(self.place + 1))
        self.open = button("Next not coded", "the first that is not coded", self.show_open)
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
            layer: {code: tick_box(code) for code in [*getattr(self.codebook, layer), NONE]}
            for layer in ("topics", "frames")
        }
        codes = ((code.replace("_", " "), code) for code in self.codebook.certainty)
        self.certainty = widgets.RadioButtons(options=[("not coded", ""), *codes], value="")
        self.doubt = widgets.Text(
            description="Doubt", placeholder="what made you hesitate", layout=WIDE
        )
        for field in self._fields():
            field.observe(self.changed, names="value")
        titles = {"topics": "Topics", "frames": "Frames, where there is a topic"}
        boxes = [
            group(titles[layer], [grid(list(ticks.values()))])
            for layer, ticks in self.ticks.items()
        ]
        return widgets.VBox([*boxes, group("Certainty", [self.certainty]), self.doubt])

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
