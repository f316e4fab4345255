"""Small notebooks for the tests of the runner, the report and the rules."""

from collections.abc import Iterable
from pathlib import Path

import nbformat

PARAMETERS = """corpus: str = "data/corpus"  # folder of .txt articles
output: str = "reports/lab"  # folder of the run
first_day: str = ""  # first day
last_day: str = ""  # last day
outlets: list[str] = []  # outlets kept
top: int = 3  # words shown"""

OPEN = """run = report.open_run(
    output, "{name}", corpus=corpus, first_day=first_day, last_day=last_day, outlets=outlets
)"""

Cell = tuple[str, ...]


def write_notebook(path: Path, cells: Iterable[Cell]) -> Path:
    """Write a notebook of cells ("m" or "c", source, *tags)."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    for place, (kind, source, *tags) in enumerate(cells):
        make = nbformat.v4.new_markdown_cell if kind == "m" else nbformat.v4.new_code_cell
        cell = make(source, id=f"cell-{place}")
        if tags:
            cell.metadata["tags"] = list(tags)
        notebook.cells.append(cell)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def speaking(name: str) -> list[Cell]:
    """Cells of a notebook that saves a table, a figure and a finding, with formulas and links."""
    return [
        (
            "m",
            f"# Who speaks in {name}?\n\n[The other](02-second-part.ipynb), [a file](x.csv).",
        ),
        ("c", "import matplotlib.pyplot as plt\nimport pandas as pd\n\nfrom helpers import report"),
        ("c", PARAMETERS, "parameters"),
        ("c", f"report.use_house_style()\n{OPEN.format(name=name)}"),
        ("m", "## What is counted\n\nThe sum $\\sum_i x_i$, or\n\n$$G^2 = 2 \\sum_i O_i$$\n"),
        ("m", "## What is counted\n\nAgain."),
        (
            "c",
            "articles = pd.DataFrame({'article_id': ['a'], 'outlet': ['Le Val'], "
            "'published': ['2023-09-01'], 'title': ['Séance'], 'words': [1200], "
            "'text': ['« Oui », dit-elle. Non.']})\n"
            "sentences = pd.DataFrame({'article_id': ['a', 'a'], "
            "'sentence_id': ['a-s001', 'a-s002'], 'paragraph': [0, 0], 'start': [0, 19], "
            "'end': [18, 23], 'text': ['« Oui », dit-elle.', 'Non.']})\n"
            "quotations = pd.DataFrame({'quotation_id': ['a-q001'], 'article_id': ['a'], "
            "'sentence_id': ['a-s001'], 'type': ['direct'], 'fragments': [[[2, 5]]], "
            "'cue': ['dit'], 'speaker': ['Claire Morand'], 'relayed_by': [''], 'words': [1]})\n"
            "cleaning = pd.DataFrame({'article_id': ['a'], 'text': ['Publicité'], "
            "'reason': ['line of the page']})\n"
            "framing = sentences.head(1).assign(topics='arms', frames='Economic;Legality', "
            "certainty='hedged', voice='author', evidence=[[{'start': 8, 'end': 17}]])\n"
            "shared = pd.DataFrame({'article_id': ['a'], 'start': [0], 'end': [6]})\n"
            "for table, kept in {'articles': articles, 'sentences': sentences, "
            "'quotations': quotations, 'cleaning': cleaning, 'framing': framing, "
            "'reprinted-passages': shared}.items():\n    run.save_table(kept, table)\n"
            "run.save_table(sentences, 'sentences').name",
        ),
        ("c", "report.table(sentences, caption='Sentences', note='All of them.')"),
        (
            "c",
            "heard = quotations.groupby('speaker')['quotation_id'].agg(list)\n"
            "kept = {'speaker': ['Claire Morand'], 'quotations': [1], 'words': [1], "
            "'share': [1 / 3], 'rate': [10000 / 1200], 'evenness': [0.5]}\n"
            "whole = report.Counted(['a'], sum='words')\n"
            "report.table(pd.DataFrame(kept), caption='Speakers', percents=['share'], evidence={"
            "'quotations': heard, 'words': report.Counted(heard, sum='words'), "
            "'share': report.Counted(heard, of=['a-s001', 'a-s002', 'a-q001']), "
            "'rate': report.Counted(report.places(sentences.head(1)), of=whole, per=10000), "
            "'evenness': report.Counted(heard, measure='evenness')})",
        ),
        ("c", "quotations"),
        (
            "c",
            "figure, axes = plt.subplots()\naxes.barh(['Été', 'b'], [top, 1])\n"
            "axes.set_title('Bars & more, n = 1')\n"
            f"run.save_figure(figure, 'bars-{name[:2]}', numbers=pd.DataFrame(kept), "
            "alt='Bars & more.', evidence={'quotations': heard}, "
            "told=[('1', ['a-q001'])])",
        ),
        (
            "c",
            f"run.add_finding('share-{name[:2]}', 'She speaks in 50% of 2 sentences, 10% to 90%.', "
            "value=0.5, interval=(0.1, 0.9), n=2, evidence=['a-q001'])",
        ),
        (
            "c",
            "marked = [(2, 5, 'Claire Morand'), (0, 18, 'x')]\n"
            "report.choice('Article', {'Séance': articles.text[0]}, "
            "lambda text: report.article_view(text, marked))",
        ),
        ("m", "Nobody else speaks.", "solution"),
        ("m", "## What was saved\n\n## Where to go next"),
    ]
