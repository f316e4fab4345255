"""Time and memory as the corpus grows: each size in a process of its own.

Run as `python -m bench.growth FOLDER WORK`, it is that process: it does the work on the
articles of a folder and writes a line of JSON for each stage.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd

from bench.texts import deal, reworded
from helpers import paths
from helpers.report import use_house_style

SHARES = (0.1, 0.3, 1.0)
ALONE = "attribution alone"


def grow(articles: list[list[str]], *, words: int) -> pd.DataFrame:
    """Measure the whole way from files to statistics at three sizes of a corpus.

    A row is a stage at a size: share and number of words, number of articles, stage, CPU
    seconds of the stage, and the highest memory of the process by its end, in MB. The stage
    ALONE is a process that attributes one article after the other and keeps nothing.
    """
    return pd.DataFrame(
        [
            {"share": share, "words": round(share * words), **row}
            for share in SHARES
            for row in _measure(articles, round(share * words))
        ]
    )


def _measure(articles: list[list[str]], words: int) -> Iterator[dict[str, Any]]:
    with TemporaryDirectory() as folder:
        texts = reworded(deal(articles, words=words), every=len(articles))
        for number, text in enumerate(texts, start=1):
            Path(folder, f"article-{number:06d}.txt").write_text(text, encoding="utf-8")
        for work in WORKS:
            yield from ({"articles": number, **row} for row in _in_process(work, folder))


def _in_process(work: str, folder: str) -> list[dict[str, Any]]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "bench.growth", folder, work]
    done = subprocess.run(command, cwd=paths.ROOT, env=environment, stdout=-1, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def whole_way(folder: Path) -> Iterator[tuple[str, Callable[[dict[str, Any]], Any]]]:
    """Give the stages from files to statistics; each is handed what those before it made."""
    from helpers import statistics
    from helpers.corpus import read_corpus, tokenise
    from helpers.framing import code_sentences
    from helpers.quotations import attribute

    def describe(made: dict[str, Any]) -> None:
        tokens = made["tokens, lemmas"]
        words = tokens.loc[tokens["kind"].isin(("word", "number")), "form"].str.lower().tolist()
        half = len(words) // 2
        statistics.keywords(*map(statistics.frequencies, (words[:half], words[half:])))
        statistics.mattr(words), statistics.mtld(words), statistics.hdd(words)
        statistics.concordance_index(tokens["form"], units=tokens["article_id"])

    yield "reading, sentences", lambda made: read_corpus(folder)
    yield "tokens, lemmas", lambda made: tokenise(made["reading, sentences"].sentences)
    yield "quotations", lambda made: attribute(made["reading, sentences"].articles)
    yield (
        "framing",
        lambda made: code_sentences(made["reading, sentences"].sentences, made["quotations"]),
    )
    yield "statistics", describe


def attribution_alone(folder: Path) -> Iterator[tuple[str, Callable[[dict[str, Any]], Any]]]:
    """Give the one stage that attributes the articles of a folder and keeps no quotation."""
    from helpers.quotations import attribute

    def attribute_each(made: dict[str, Any]) -> None:
        for path in folder.iterdir():
            article = {"article_id": path.stem, "text": path.read_text(encoding="utf-8")}
            attribute(pd.DataFrame([article]))

    yield ALONE, attribute_each


WORKS = {"whole_way": whole_way, "attribution_alone": attribution_alone}


def peak() -> float:
    """Give the highest memory that this process has had so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count what the parent had before
        lines = status.read_text(encoding="utf-8").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def laid_out(growth: pd.DataFrame) -> str:
    """Lay the measurements out for a terminal: a line is a stage, with both for each size."""
    wide = growth.pivot(index="stage", columns="words", values=["seconds", "peak_mb"])
    wide = wide.loc[growth["stage"].unique()]
    wide = wide.round({column: 2 if column[0] == "seconds" else 0 for column in wide})
    wide.columns = [f"{_HEADS[measure]}, {words:,} words" for measure, words in wide.columns]
    return wide.rename_axis(None).to_string(float_format="{:g}".format)


_HEADS = {"seconds": "CPU s", "peak_mb": "peak MB"}


def draw(growth: pd.DataFrame, path: Path) -> None:
    """Draw time and memory against the number of words, and save the drawing (.svg)."""
    use_house_style()
    figure, (left, right) = plt.subplots(1, 2, figsize=(8.5, 4))
    way = growth[growth["stage"] != ALONE]
    seconds = way.pivot(index="words", columns="stage", values="seconds")
    for stage in way["stage"].unique():
        left.plot(seconds.index, seconds[stage], marker="o", label=stage)
    left.set(title="CPU time of each stage", ylabel="seconds")
    left.legend()
    for label, part in (("all stages", way), (ALONE, growth.drop(way.index))):
        memory = part.groupby("words")["peak_mb"].max()
        right.plot(memory.index, memory, marker="o", label=label)
    right.set(title="Highest memory of the process", ylabel="MB")
    right.legend()
    for axes in (left, right):
        axes.set(xlabel="words", xlim=(0, None), ylim=(0, None), xticks=growth["words"].unique())
        axes.xaxis.set_major_formatter("{x:,.0f}")
    figure.savefig(path)
    plt.close(figure)


def _main(folder: str, work: str) -> None:
    made: dict[str, Any] = {}
    for stage, do in WORKS[work](Path(folder)):
        start = time.process_time()
        made[stage] = do(made)
        seconds = time.process_time() - start
        print(json.dumps({"stage": stage, "seconds": seconds, "peak_mb": peak()}))


if __name__ == "__main__":
    # What the notebooks share is remembered on disk; here nothing may be known beforehand.
    with TemporaryDirectory() as cache:
        paths.CACHE = Path(cache)
        _main(*sys.argv[1:])
