"""Names made consistent over a text: the majority decides, surnames follow full names, doubt changes nothing."""

from __future__ import annotations

from claimcheck.model import Entity, EntityLabel, Sentence, Token
from claimcheck.text.consistency import agree_names

PERSON, PLACE, ORG = EntityLabel.PERSON, EntityLabel.PLACE, EntityLabel.ORG


def sentence(words: str, *names: tuple[EntityLabel, int, int]) -> Sentence:
    tokens, start = [], 0
    for word in words.split():
        pos = "PROPN" if word[0].isupper() else "NOUN"
        tokens.append(Token(word, start, start + len(word), word, pos, "nsubj", -1))
        start += len(word) + 1
    entities = tuple(
        Entity(
            label,
            first,
            last,
            tokens[first].start,
            tokens[last - 1].end,
            words[tokens[first].start : tokens[last - 1].end],
        )
        for label, first, last in names
    )
    return Sentence(0, len(words), words, tuple(tokens), entities)


def labels(*sentences: Sentence) -> list[list[tuple[str, EntityLabel]]]:
    return [[(entity.text, entity.label) for entity in one.entities] for one in agree_names(sentences)]


def test_surname_follows_the_full_name() -> None:
    found = labels(
        sentence("Ann Hughes won", (PERSON, 0, 2)),
        sentence("Hughes spoke", (ORG, 0, 1)),
        sentence("then Hughes left", (PERSON, 1, 2)),
    )
    assert found[1] == [("Hughes", PERSON)]


def test_majority_decides() -> None:
    found = labels(*[sentence("Halden said", (ORG, 0, 1))] * 3, sentence("near Halden", (PLACE, 1, 2)))
    assert found[3] == [("Halden", ORG)]


def test_a_tie_changes_nothing() -> None:
    found = labels(sentence("Halden said", (ORG, 0, 1)), sentence("near Halden", (PLACE, 1, 2)))
    assert [one[0][1] for one in found] == [ORG, PLACE]


def test_unlabelled_repeats_of_sure_names_are_labelled() -> None:
    found = labels(sentence("Norvik Group said", (ORG, 0, 2)), sentence("shares of Norvik Group fell"))
    assert found[1] == [("Norvik Group", ORG)]


def test_a_name_seen_once_is_not_spread_from_one_word() -> None:
    found = labels(sentence("Reading said", (ORG, 0, 1)), sentence("Reading is fun"))
    assert found[1] == []


def test_lower_case_words_are_no_repeats() -> None:
    found = labels(*[sentence("Apple said", (ORG, 0, 1))] * 2, sentence("one apple fell"))
    assert found[2] == []


def test_no_names_no_change() -> None:
    sentences = (sentence("nothing here"),)
    assert agree_names(sentences) == sentences
