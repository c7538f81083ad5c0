"""One sentence printed twice with one piece changed: who said it, a venue's name, a number that names."""

from __future__ import annotations

import pytest

from claimcheck.conflict.rewritten import RewrittenFinder
from claimcheck.model import Kind, Relation, Slot
from tests.articles import article, view_of


def changed(engine, one, other):
    left, right = view_of(engine, article("a", one)), view_of(engine, article("b", other))
    found = list(RewrittenFinder().between(left, right))
    back = list(RewrittenFinder().between(right, left))
    assert {(c.a.value, c.b.value, c.topic, c.score) for c in found} == {
        (c.b.value, c.a.value, c.topic, c.score) for c in back
    }
    for conflict in found:
        for view, side in ((left, conflict.a), (right, conflict.b)):
            printed = view.article.text[side.start : side.end]
            assert side.value in printed or printed.endswith(("said", "says", "told")), (side.value, printed)
    return found


def values(engine, one, other):
    return {frozenset((c.a.value, c.b.value)) for c in changed(engine, one, other)}


CHASE = "The lorry ran through two toll gates and a flower market before it stopped beside the old canal lock, {} said."


def test_one_report_from_two_people(engine):
    (found,) = changed(engine, CHASE.format("Sergeant Pieter Dijkman"), CHASE.format("Inspector Hanna Oosterveld"))
    assert (found.kind, found.relation, found.a.slot) == (Kind.ATTRIBUTION, Relation.CONTRADICTS, Slot.ATTRIBUTION)
    assert "Hanna Oosterveld" in found.question and "Pieter Dijkman" in found.question
    assert found.ask and found.readings


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("one speaker", CHASE.format("Sergeant Pieter Dijkman"), CHASE.format("Sergeant Pieter Dijkman")),
        ("a rank more", CHASE.format("Pieter Dijkman"), CHASE.format("Sergeant Pieter Dijkman")),
        ("a family name alone", CHASE.format("Sergeant Pieter Dijkman"), CHASE.format("Dijkman")),
        ("a body and its man", CHASE.format("Sergeant Pieter Dijkman"), CHASE.format("police")),
        ("a spokesman without a name", CHASE.format("Sergeant Pieter Dijkman"), CHASE.format("a spokesman")),
        (
            "few words alike",
            "The lorry stopped beside the old canal lock, Pieter Dijkman said.",
            "The driver slept beside the old canal lock for an hour, Hanna Oosterveld said.",
        ),
        (
            "function words alike",
            "It was one of those that they had been to before, Pieter Dijkman said.",
            "She was one of those that they had been to before him, Hanna Oosterveld said.",
        ),
        (
            "both named",
            CHASE.format("Sergeant Pieter Dijkman"),
            "Hanna Oosterveld said Dijkman told her the lorry ran through two toll gates and a flower market before it "
            "stopped beside the old canal lock.",
        ),
    ],
)
def test_no_other_speaker(engine, label, one, other):
    assert values(engine, one, other) == set()


@pytest.mark.parametrize(
    ("label", "one", "other", "expected"),
    [
        (
            "letters in the wrong order",
            "A calf was treated at Larkmead Animal Hospital on Monday.",
            "Vets at Larkmaed Animal Hospital treated a calf.",
            {"Larkmead Animal Hospital", "Larkmaed Animal Hospital"},
        ),
        (
            "a letter too many",
            "Deputies of Ostler County found the boat.",
            "The boat lay in Osttler County for a week.",
            {"Ostler County", "Osttler County"},
        ),
    ],
)
def test_a_venue_in_two_spellings(engine, label, one, other, expected):
    assert values(engine, one, other) == {frozenset(expected)}


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("one name", "A calf was treated at Larkmead Animal Hospital.", "Larkmead Animal Hospital treated a calf."),
        ("two venues", "She slept at the Larkmead Hotel.", "She slept at the Brunswick Hotel."),
        ("another noun", "She lay in Larkmead Hospital.", "He waited at Larkmaed Station."),
        ("a plural", "They met at the Miners Hall.", "They met at the Miner Hall."),
        ("an ending", "He taught at the German School.", "He taught at the Germany School."),
        ("a short word", "They met at Bolt Park.", "They met at Bold Park."),
        (
            "both in one article",
            "They walked from Ostler Park to Osttler Park.",
            "They walked as far as Osttler Park.",
        ),
        ("no venue", "They flew Larkmead Blue.", "They flew Larkmaed Blue."),
    ],
)
def test_no_other_venue(engine, label, one, other):
    assert values(engine, one, other) == set()


CALL = "Anyone who saw the boat is asked to call the harbour police at {} before Friday."


@pytest.mark.parametrize(
    ("label", "one", "other", "kind"),
    [
        ("telephone", CALL.format("555-0142"), CALL.format("555-0124"), Kind.QUANTITY),
        (
            "model",
            "Witnesses saw a white Volta X-150 pickup leave.",
            "They saw a white Volta X-350 pickup leave the yard.",
            Kind.WHAT,
        ),
        (
            "road",
            "The coach left the road on Highway 41 south of Milltown, the firm wrote.",
            "It left the road on Highway 14 south of Milltown.",
            Kind.WHAT,
        ),
    ],
)
def test_a_naming_number_changed(engine, label, one, other, kind):
    assert [c.kind for c in changed(engine, one, other)] == [kind]


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("one number", CALL.format("555-0142"), CALL.format("555-0142")),
        ("an area code more", CALL.format("555-0142"), CALL.format("(340) 555-0142")),
        ("other hyphens", CALL.format("340-555-0142"), CALL.format("(340) 555-0142")),
        ("two holders", CALL.format("555-0142"), "The tip line is 555-0188, the harbour master wrote."),
        ("both printed", CALL.format("555-0142") + " The tip line is 555-0124.", CALL.format("555-0124")),
        ("two models", "A white Volta X-150 pickup left.", "A white Volta Z-350 pickup left."),
        ("other words around", "They drove along Highway 41 all night.", "The fire began beside Highway 14."),
        ("a count", "There were 150 guests in the hall that night.", "There were 350 guests in the hall that night."),
    ],
)
def test_no_other_number(engine, label, one, other):
    assert changed(engine, one, other) == []


def test_an_article_is_not_compared_with_itself(engine):
    view = view_of(engine, article("a", CALL.format("555-0142") + " " + CALL.format("555-0124")))
    assert list(RewrittenFinder().between(view, view)) == []


POINTS = "Two free throws by Bellamy put the Herons ahead {} with {} in the second half of the final."


@pytest.mark.parametrize(
    ("label", "one", "other", "expected"),
    [
        (
            "one moment of a game",
            POINTS.format("58-41", "9:17 to go"),
            POINTS.format("58-42", "9:17 to play"),
            {"58-41", "58-42"},
        ),
        (
            "one vote",
            "The assembly passed the harbour bill 217-204 on Thursday.",
            "The harbour bill passed the assembly on a 218-204 vote.",
            {"217-204", "218-204"},
        ),
        (
            "a digit left out of a telephone number",
            "Ring the harbour office on 0845 125 2222, or write to it.",
            "Witnesses should speak to detectives on 0845 125 222 today.",
            {"0845 125 2222", "0845 125 222"},
        ),
    ],
)
def test_another_score_or_tally(engine, label, one, other, expected):
    (found,) = changed(engine, one, other)
    assert {found.a.value, found.b.value} == expected
    assert (found.kind, found.relation) == (Kind.QUANTITY, Relation.CONTRADICTS)
    assert found.ask and found.readings


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("one score", POINTS.format("58-41", "9:17 to go"), POINTS.format("58-41", "9:17 to play")),
        ("seen from the other bench", POINTS.format("58-41", "9:17 to go"), POINTS.format("41-58", "9:17 to go")),
        ("another moment", POINTS.format("58-41", "9:17 to go"), POINTS.format("58-42", "7:05 to play")),
        ("the other half", POINTS.format("58-41", "9:17 to go"), POINTS.format("20-16", "9:17 to go")),
        (
            "both printed",
            POINTS.format("58-41", "9:17 to go") + " Moments later it was 58-42.",
            POINTS.format("58-42", "9:17 to go"),
        ),
        (
            "two votes",
            "The assembly passed the harbour bill 217-204 on Thursday.",
            "The assembly passed the harbour bill 239-182 on Thursday.",
        ),
        (
            "another matter",
            "The assembly passed the harbour bill 217-204.",
            "Trustees of the museum voted 218-204 against a new roof.",
        ),
        (
            "a small council",
            "The council approved the harbour plan 7-2.",
            "The council approved the harbour plan 6-2.",
        ),
        ("dates", "They voted on the bridge bill May 24-26.", "They voted on the bridge bill May 24-27."),
        (
            "two telephone numbers",
            "Ring the harbour office on 0845 125 2222, or write to it.",
            "Witnesses should speak to detectives on 0845 125 2228 today.",
        ),
    ],
)
def test_no_other_score_or_tally(engine, label, one, other):
    assert values(engine, one, other) == set()
