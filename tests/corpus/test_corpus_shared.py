"""On articles that may not be passed on: skipped where they are not beside the repository."""

import csv

import pytest

from helpers.corpus import read_corpus, reasons


@pytest.fixture(scope="module")
def seeds(shared):
    return read_corpus(shared / "seeds")


@pytest.fixture(scope="module")
def wikinews(shared):
    return read_corpus(shared / "corpora" / "wikinews-fr")


def test_metadata_of_five_articles(seeds):
    articles = seeds.articles
    assert list(articles["agency"]) == ["AP", "AP", "AFP", "", ""]
    assert list(articles["dateline"]) == ["Séoul", "", "Séoul", "", ""]
    assert list(articles["published"]) == ["", "2023-09", "", "", ""]
    assert [bool(title) for title in articles["title"]] == [False, False, False, True, True]
    assert all(articles["byline"].iloc[:2])


@pytest.mark.parametrize(
    "words",
    [
        "Publicité", "(AP)", "Agence France-Presse", "PHOTO", "ont contribué", "a rapporté de L",
        "___", "NordRussie", "date 2023-09", "Démonstration mil", ". .", ". ,", " .", "(Séoul)",
    ],
)  # fmt: skip
def test_no_debris_in_any_sentence(seeds, words):
    assert not seeds.sentences["text"].str.contains(words, regex=False).any()
    assert (
        words == " ." or seeds.cleaning["text"].str.contains(words.strip("()"), regex=False).any()
    )


def test_every_removal_of_the_five_has_a_reason(seeds):
    assert set(seeds.cleaning["reason"]) == {
        "advertisement", "agency", "byline", "caption", "contributors", "cross_head", "date",
        "dateline", "headline", "keywords", "page", "punctuation", "rule",
    }  # fmt: skip
    assert len(seeds.cleaning) == 20


def test_nothing_is_lost_of_a_large_folder(wikinews, shared):
    folder = shared / "corpora" / "wikinews-fr"
    files = list(folder.glob("*.txt"))
    table = reasons()
    aside = wikinews.cleaning["reason"].isin(table.loc[table["kind"] == "file", "reason"]).sum()
    assert len(wikinews.articles) + aside == len(files)
    assert set(wikinews.cleaning["reason"]) <= set(table["reason"])


def test_titles_and_days_of_a_large_folder(wikinews, shared):
    with (shared / "corpora" / "wikinews-fr.csv").open(encoding="utf-8") as file:
        titles = {row["file"]: row["title"] for row in csv.DictReader(file)}
    articles = wikinews.articles
    right = articles["title"] == articles["file"].map(titles)
    assert right.mean() > 0.97
    days = articles["article_id"].str[:10].str.replace("_", "-")
    assert (articles["published"] == days).mean() > 0.99


def test_little_is_taken_out_of_a_large_folder(wikinews):
    taken = wikinews.cleaning[~wikinews.cleaning["reason"].isin(["date", "page", "characters"])]
    assert len(taken) < 20
