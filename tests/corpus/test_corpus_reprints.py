import pandas as pd
import pytest

from helpers.corpus import (
    aligned_passages,
    calendar,
    collapse_reprints,
    dating,
    reprint_groups,
    reprint_pairs,
    reprint_table,
)

DISPATCH = (
    "Le ministre des Transports a présenté mardi son plan pour le rail devant les députés. "
    "Les syndicats ont demandé un délai avant toute décision du gouvernement sur les lignes. "
    "Dans les gares, les voyageurs patientaient encore jeudi soir sans savoir quand repartir."
)
OTHER = (
    "La récolte de pommes sera bonne cette année, disent les cidriers du bocage normand. "
    "Il a plu quand il fallait, et les abeilles sont revenues dans les vergers en avril. "
    "Les prix, eux, n’ont pas bougé depuis trois ans, et personne ne s’en réjouit vraiment."
)


def frame(*texts: str, published: list[str] | None = None) -> pd.DataFrame:
    number = len(texts)
    return pd.DataFrame(
        {
            "article_id": [f"a{k}" for k in range(number)],
            "outlet": "",
            "agency": "",
            "published": published or [""] * number,
            "words": [len(text.split()) for text in texts],
            "reprint_group": "",
            "text": texts,
        }
    )


def grouped(*texts: str, published: list[str] | None = None) -> pd.DataFrame:
    articles = frame(*texts, published=published)
    return articles.assign(reprint_group=reprint_groups(articles))


def test_a_copy_with_another_headline_and_another_typography_is_a_reprint():
    copy = "Rail : le plan contesté\n" + DISPATCH.upper().replace("’", "'")
    articles = grouped(DISPATCH, OTHER, copy)
    assert list(articles["reprint_group"]) == ["r001", "", "r001"]


def test_a_dispatch_inside_a_long_article_is_found():
    long = " ".join(
        [OTHER, OTHER.replace("pommes", "poires"), DISPATCH, OTHER.replace("cidriers", "élus")]
    )
    pairs = reprint_pairs(frame(long, DISPATCH))
    assert pairs[["first", "second"]].values.tolist() == [["a0", "a1"]]
    assert pairs["shared"].iloc[0] == 1


def test_the_threshold_is_the_share_of_the_shorter_article():
    half = DISPATCH[: len(DISPATCH) // 2].rsplit(" ", 1)[0] + " " + OTHER[: len(OTHER) // 2]
    share = reprint_pairs(frame(DISPATCH, half), shared=0.2)["shared"].iloc[0]
    assert 0.35 < share < 0.65
    assert reprint_pairs(frame(DISPATCH, half), shared=share + 0.01).empty
    assert len(reprint_pairs(frame(DISPATCH, half), shared=share)) == 1


@pytest.mark.parametrize(
    "texts", [(), (DISPATCH,), ("",), ("", ""), ("Oui.", "Oui."), (DISPATCH, OTHER)]
)
def test_nothing_is_shared(texts):
    assert list(grouped(*texts)["reprint_group"]) == [""] * len(texts)


def test_a_few_common_words_are_no_reprint_of_short_articles():
    assert reprint_pairs(
        frame("Le trafic reprendra lundi à Vire.", "Le trafic reprendra lundi à Vire. " + OTHER)
    ).empty


def test_aligned_passages_are_word_for_word_in_both():
    other = OTHER + " " + DISPATCH.replace("mardi", "hier").replace("«", '"')
    passages = aligned_passages(DISPATCH, other)
    assert len(passages) == 2
    for row in passages.itertuples():
        assert DISPATCH[row.start : row.end] == other[row.other_start : row.other_end]
        assert row.words >= 5
    assert (passages["start"].iloc[1:].to_numpy() >= passages["end"].iloc[:-1].to_numpy()).all()


def test_aligning_repetitions_takes_no_longer_than_a_moment():
    passages = aligned_passages("le train " * 3000, "le train " * 3000)
    assert passages["words"].sum() == 6000


def test_who_was_first_goes_by_day_then_month_then_nothing():
    published = ["", "2023-09", "2023-09-30", "2023-09-12"]
    articles = grouped(*[DISPATCH + f" Fin {k}." for k in range(4)], published=published)
    table = reprint_table(articles)
    assert list(table["article_id"]) == ["a3", "a2", "a1", "a0"]
    assert list(table["order"]) == [1, 2, 3, 4]
    assert table["shared"].iloc[0] == 1
    assert table["shared"].between(0.8, 1).all()


def test_collapsing_keeps_the_first_of_each_group_and_all_others():
    articles = grouped(
        DISPATCH, OTHER, DISPATCH + " Fin.", published=["2023-09-12", "", "2023-09-10"]
    )
    assert list(collapse_reprints(articles)["article_id"]) == ["a1", "a2"]


def test_collapsing_without_reprints_changes_nothing():
    articles = grouped(DISPATCH, OTHER)
    pd.testing.assert_frame_equal(collapse_reprints(articles), articles)
    assert reprint_table(articles).empty


def test_the_calendar_shows_days_without_articles():
    days = calendar(
        frame("a b", "c", "d", "e", published=["2023-09-10", "2023-09-13", "2023-09-10", ""])
    )
    assert list(days.columns) == ["day", "articles", "words"]
    assert list(days["day"].dt.strftime("%d")) == ["10", "11", "12", "13"]
    assert list(days["articles"]) == [2, 0, 0, 1]
    assert list(days["words"]) == [3, 0, 0, 1]


def test_undated_and_month_only_are_counted_apart():
    table = dating(frame("a b", "c", "d", published=["2023-09", "", "2023-09-10"]))
    assert table.values.tolist() == [["day", 1, 1], ["month only", 1, 2], ["not at all", 1, 1]]


@pytest.mark.parametrize("published", [[""], ["2023-09"]])
def test_a_calendar_without_days_is_empty(published):
    assert calendar(frame("a", published=published)).empty
    assert dating(frame("a", published=published))["articles"].sum() == 1
