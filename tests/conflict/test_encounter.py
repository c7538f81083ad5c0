"""One encounter of two statesmen, told by two desks: where, when, and who came to whom. The pair is invented."""

from __future__ import annotations

import pytest

from claimcheck.conflict.encounter import encounter_conflicts, encounter_words, is_encounter, read_encounter
from claimcheck.model import Kind, Relation, Severity
from claimcheck.pipeline import check
from tests.articles import article, claims_of, view_of

WARSAW = (
    "President Marek Dubovik received Chancellor Ilse Varnholt in Warsaw on 12 May. Varnholt and Dubovik talked about "
    "the border for two hours. The visit ended with a dinner. Dubovik called the talks useful."
)
VIENNA = (
    "Chancellor Ilse Varnholt welcomed President Marek Dubovik in Vienna on 3 June. Dubovik and Varnholt talked about "
    "the border for two hours. The visit ended with a walk. Varnholt called the talks useful."
)
POLAND = (
    "President Marek Dubovik received Chancellor Ilse Varnholt in Poland in May. Varnholt and Dubovik talked about the "
    "border. The visit was short. Dubovik thanked Varnholt."
)


def between(engine, one, other, first="", second=""):
    left = view_of(engine, article("a", one, published=first))
    right = view_of(engine, article("b", other, published=second))
    return {c.kind: c for c in encounter_conflicts(left, right, engine.gazetteer)}


def test_two_visits_told(engine):
    found = between(engine, WARSAW, VIENNA)
    assert {kind: (c.a.value, c.b.value) for kind, c in found.items()} == {
        Kind.WHERE: ("Warsaw", "Vienna"),
        Kind.WHEN: ("12 May", "3 June"),
        Kind.WHO: ("Ilse Varnholt is the visitor", "Marek Dubovik is the visitor"),
    }
    assert {c.severity for c in found.values()} == {Severity.MAJOR}
    assert {c.relation for c in found.values()} == {Relation.CONTRADICTS}


def test_the_sides_may_be_swapped(engine):
    there, back = between(engine, WARSAW, VIENNA), between(engine, VIENNA, WARSAW)
    assert {k: (c.a.value, c.b.value, c.score) for k, c in there.items()} == {
        k: (c.b.value, c.a.value, c.score) for k, c in back.items()
    }
    assert {c.question for c in there.values()} == {c.question for c in back.values()}


def test_two_encounters_are_said_to_be_possible(engine):
    for found in between(engine, WARSAW, VIENNA).values():
        (reading,) = found.readings
        assert (reading.reading, reading.verdict) == ("two different encounters", "possible")
        assert "the places and times and visitors differ" in reading.detail


def test_dated_articles_may_tell_of_two_encounters_and_the_flag_is_less_sure(engine):
    undated = between(engine, WARSAW, VIENNA)
    dated = between(engine, WARSAW, VIENNA, "2024-05-13", "2024-06-04")
    assert dated.keys() == undated.keys()
    for kind, found in dated.items():
        assert found.readings[0].verdict == "holds"
        assert found.score < undated[kind].score


def test_the_report_asks_three_questions(engine):
    findings = check([article("a", WARSAW), article("b", VIENNA)], engine=engine)
    asked = {d.question: d.kind for d in findings.discrepancies}
    assert (
        asked.items()
        >= {
            "Where did Ilse Varnholt and Marek Dubovik meet?": Kind.WHERE,
            "When did Ilse Varnholt and Marek Dubovik meet?": Kind.WHEN,
            "Who visited whom: Ilse Varnholt and Marek Dubovik?": Kind.WHO,
        }.items()
    )
    assert [d.kind for d in findings.discrepancies].count(Kind.WHEN) == 1, "no answer serves two questions"


def test_three_desks_give_no_more_questions_than_two(engine):
    findings = check([article("a", WARSAW), article("b", VIENNA), article("c", POLAND)], engine=engine)
    met = [d for d in findings.discrepancies if "meet?" in d.question or "visited whom" in d.question]
    assert sorted(d.kind for d in met) == [Kind.WHEN, Kind.WHERE, Kind.WHO]


@pytest.mark.parametrize(
    ("label", "one", "other", "kinds"),
    [
        ("a city in its country, a day in its month", WARSAW, POLAND, set()),
        ("one text twice", WARSAW, WARSAW, set()),
        ("another place alone", WARSAW, WARSAW.replace("Warsaw", "Krakow"), {Kind.WHERE}),
        ("another day alone", WARSAW, WARSAW.replace("12 May", "3 June"), {Kind.WHEN}),
        ("a day within the week", WARSAW, WARSAW.replace("12 May", "14 May"), {Kind.WHEN}),
        ("another guest", WARSAW, VIENNA.replace("Marek Dubovik", "Nils Aarhus").replace("Dubovik", "Aarhus"), set()),
        ("no encounter", WARSAW, "Marek Dubovik and Ilse Varnholt signed a treaty in Vienna on 3 June.", set()),
        (
            "one person alone",
            WARSAW,
            "Chancellor Ilse Varnholt arrived in Vienna on 3 June. Her visit was short.",
            set(),
        ),
        ("nothing", WARSAW, "", set()),
    ],
)
def test_what_differs_and_what_does_not(engine, label, one, other, kinds):
    assert set(between(engine, one, other)) == kinds


def on(occasion):
    return (
        "President Marek Dubovik received Chancellor Ilse Varnholt in Warsaw. Varnholt and Dubovik talked about the "
        f"border. The visit coincided with {occasion}. Dubovik called the talks useful."
    )


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("Bastille Day", "the 30th anniversary of the fall of the Berlin Wall", True),
        ("Bastille Day", "Bastille Day", False),
        ("Bastille Day", "the holiday season", False),
        ("Bastille Day", "a trade fair in Lodz", False),
        (
            "the 30th anniversary of the fall of the Berlin Wall",
            "the anniversary of the fall of the Berlin Wall",
            False,
        ),
    ],
)
def test_an_encounter_falls_on_one_occasion(engine, one, other, asked):
    left, right = (view_of(engine, article(name, on(day))) for name, day in (("a", one), ("b", other)))
    topics = {c.topic.split("/")[0]: c for c in encounter_conflicts(left, right, engine.gazetteer)}
    assert ("occasion" in topics) is asked
    if asked:
        assert (topics["occasion"].a.value, topics["occasion"].b.value) == (one, other)
        assert topics["occasion"].readings[0].reading == "two different encounters"


def test_the_encounter_of_an_article(engine):
    found = read_encounter(view_of(engine, article("a", WARSAW)))
    assert [person.name for person in found.pair] == ["Marek Dubovik", "Ilse Varnholt"]
    assert {person.name for _, person in found.visitor} == {"Ilse Varnholt"}
    assert {person.name for _, person in found.host} == {"Marek Dubovik"}
    assert [place.name for _, place in found.places] == ["Warsaw"]
    assert [when.text for _, when in found.times] == ["12 May"]


def test_a_possessive_names_the_visitor(engine):
    text = (
        "Ilse Varnholt’s visit to Warsaw began on 12 May. Marek Dubovik met Ilse Varnholt at the airport. Dubovik and "
        "Varnholt dined."
    )
    found = read_encounter(view_of(engine, article("a", text)))
    assert {person.name for _, person in found.visitor} == {"Ilse Varnholt"}


def test_the_pair_must_meet_in_a_sentence(engine):
    text = "Ilse Varnholt visited Warsaw on 12 May. Marek Dubovik was in Gdansk."
    assert read_encounter(view_of(engine, article("a", text))) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ilse Varnholt visited Warsaw.", True),
        ("Marek Dubovik welcomed her.", True),
        ("They met in Warsaw.", True),
        ("The visit ended.", True),
        ("The treaty was signed.", False),
        ("The bridge was closed.", False),
    ],
)
def test_what_tells_of_an_encounter(engine, text, expected):
    (claim,) = claims_of(engine, text)
    assert is_encounter(claim) is expected


def test_word_lists_do_not_overlap():
    words = encounter_words()
    assert not words.visitor_verbs & words.host_verbs
    assert not words.mutual_verbs & (words.visitor_verbs | words.host_verbs)
    assert words.visitor_nouns <= words.nouns
