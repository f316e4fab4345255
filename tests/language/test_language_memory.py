"""Words that come back are worked out once, and never more are kept than fit."""

from helpers.language import memory, tokens
from helpers.language.memory import Memory


def test_a_word_is_worked_out_once():
    asked = []
    lengths = Memory(lambda word: asked.append(word) or len(word))
    assert list(map(lengths.__getitem__, ["mer", "île", "mer"])) == [3, 3, 3]
    assert asked == ["mer", "île"]


def test_what_is_nothing_is_remembered_too():
    asked = []
    found = Memory(asked.append)
    assert (found["mer"], found["mer"], asked) == (None, None, ["mer"])


def test_a_full_memory_forgets_and_still_answers(monkeypatch):
    monkeypatch.setattr(memory, "LARGEST", 2)
    lengths = Memory(len)
    assert [lengths[word] for word in ("mer", "or", "île", "or")] == [3, 2, 3, 2]
    assert len(lengths) <= 2


def test_a_form_is_one_object_whatever_stands_behind_it():
    first, _, second, _ = tokens("marée, marée\n.")
    assert first.form is second.form
