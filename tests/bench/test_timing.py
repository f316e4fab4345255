"""The arithmetic and the tables of the bench, without the peers."""

import math
from itertools import chain

import pandas as pd
import pytest
from bench.growth import ALONE, laid_out
from bench.texts import deal, read_articles, reworded
from bench.timing import Figure, Target, alternate, compare, rows, table

AT_MOST_TWO = Target("ratio", "≤", 2)
ARTICLES = [["Un titre", "La longue réunion commence."], ["Autre titre"], ["A", "B", "C"]]


def test_sides_take_turns_and_the_order_is_reversed_each_round():
    calls = []
    sides = {name: lambda one, name=name: calls.append((name, one)) for name in "ab"}
    seconds = alternate(sides, [1, 2, 3])
    assert calls == [("a", 1), ("b", 1), ("b", 2), ("a", 2), ("a", 3), ("b", 3)]
    assert [len(taken) for taken in seconds.values()] == [3, 3]
    assert min(seconds["a"] + seconds["b"]) >= 0


def test_the_ratio_is_the_median_of_the_rounds_ratios_not_the_ratio_of_medians():
    one = compare("f", [1, 6, 2], [1, 2, 4], peer="p", target=AT_MOST_TWO)
    assert (one.value, one.peer_value, one.unit) == (2, 2, "s")
    assert (one.ratio, one.lowest, one.highest) == (1, 0.5, 3)


def test_with_megabytes_the_values_are_rates_and_the_ratio_stays_one_of_times():
    one = compare("f", [2.0], [1.0], peer="p", target=AT_MOST_TWO, megabytes=3)
    assert (one.value, one.peer_value, one.unit, one.ratio) == (1.5, 3, "MB/s", 2)


@pytest.mark.parametrize(
    ("target", "met"),
    [
        (Target("ratio", "≤", 2), True),
        (Target("ratio", "<", 2), False),
        (Target("ratio", "≥", 3), False),
        (Target("value", "≥", 1), True),
        (Target("lowest", "≤", 9), False),
    ],
)
def test_a_target_is_met_by_its_own_measure_and_never_by_nothing(target, met):
    assert Figure("f", 1.0, "s", target, ratio=2.0, lowest=math.nan).met is met


def test_the_table_says_met_or_missed_and_leaves_out_what_has_no_peer():
    slow = compare("slow", [3.0], [1.0], peer="p 1.0", target=AT_MOST_TWO)
    alone = Figure("alone", 0.25, "s", Target("value", "<", 1))
    grown = Figure("grown", 2.0, "ms", AT_MOST_TWO, peer="small", peer_value=1.0, ratio=2.0)
    head, first, second, third = table([slow, alone, grown]).splitlines()
    assert head.split()[:4] == ["figure", "ours", "peer's", "ratio"]
    assert " ".join(first.split()) == "slow 3 s 1 s 3 3-3 ratio ≤ 2 missed p 1.0"
    assert " ".join(second.split()) == "alone 0.25 s < 1 s met"
    assert " ".join(third.split()) == "grown 2 ms 1 ms 2 ratio ≤ 2 met small"
    saved = rows([slow, alone], machine="m", command="c")
    assert [row["result"] for row in saved] == ["missed", "met"]
    assert saved[0]["target"] == "ratio ≤ 2" and saved[0]["machine"] == "m"


def test_dealt_articles_hold_every_paragraph_once_a_pass_and_never_come_twice(tmp_path):
    (tmp_path / "b.txt").write_text("Deux\n\n  Trois \n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Un\n", encoding="utf-8")
    assert read_articles(tmp_path) == [["Un"], ["Deux", "Trois"]]
    texts = list(deal(ARTICLES, words=11))
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    assert sorted(paragraphs) == sorted(chain.from_iterable(ARTICLES))
    assert list(deal(ARTICLES, words=11)) == texts
    assert len(list(deal(ARTICLES, words=22))) == 6


def test_a_folder_without_articles_is_refused(tmp_path):
    with pytest.raises(SystemExit, match="holds no article"):
        read_articles(tmp_path)


def test_rewording_exchanges_nouns_of_one_ending_and_nothing_else():
    text = "La réunion et la région annoncent une question à Lyon : « Non »."
    again = set(reworded([text] * 20, every=1))
    assert len(again) > 1
    for other in again:
        assert sorted(other.split()) == sorted(text.split())
        assert other.endswith("annoncent une question à Lyon : « Non ».") or "tion" in other


def test_growth_is_laid_out_a_line_a_stage():
    growth = pd.DataFrame(
        {
            "words": [10, 10, 100, 100],
            "stage": ["framing", ALONE] * 2,
            "seconds": [0.5, 1, 5, 10.0],
            "peak_mb": [100.2, 90, 200, 91],
        }
    )
    head, framing, alone = laid_out(growth).splitlines()
    assert "CPU s, 100 words" in head
    assert framing.split() == ["framing", "0.5", "5", "100", "200"]
    assert alone.split()[-4:] == ["1", "10", "90", "91"]
