"""Hidden answers: what stays readable, what counts as equal, which pairs are chosen."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from claimcheck.model import EntityLabel, Precision, Slot, TimeKind, When, Where, Who, WhoRole
from claimcheck.train.hidden_answers import (
    PAIRS_AN_EVENT,
    HiddenPair,
    Kind,
    Side,
    balanced,
    coreference_pairs,
    cut,
    hidden,
    hidden_pair,
    mentions,
    numeral_span,
    person,
    read_pairs,
    same_person,
    write_pairs,
)
from tests.articles import toll_claim


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("at least seven people", "seven"),
        ("34-year-old", "34"),
        ("thirty-four", "thirty-four"),
        ("one hundred and twelve passengers", "one hundred and twelve"),
        ("$1.6bn", "$1.6bn"),
        ("37.5 Celsius", "37.5"),
        ("more than 1,200", "1,200"),
        ("second", "second"),
        ("several", "several"),
        ("no one", "one"),
    ],
)
def test_hedge_unit_and_counted_thing_stay_readable(text, figure):
    low, high = numeral_span(text)
    assert text[low:high] == figure


def test_an_answer_is_cut_out_of_its_sentence_only():
    claim = toll_claim("a", 4, "Police said 4 people were killed.", start=12)
    claim = replace(claim, sentence=replace(claim.sentence, start=0))
    assert cut(claim, 12, 13) == Side("Police said", "people were killed.")
    assert cut(claim, 0, 6) == Side("", "said 4 people were killed.")
    assert cut(claim, 30, 99) is None
    assert cut(claim, 12, 12) is None


def at(claim, kind, precision=None):
    return replace(claim, when=When(8, 18, "at 7:30 pm", "x", kind, precision=precision))


def test_the_type_of_a_hidden_answer():
    claim = toll_claim("a", 4, "It fell at 7:30 pm on Quay Road.")
    assert hidden(at(claim, TimeKind.TIME, Precision.MINUTE), Slot.WHEN) == (
        Kind.CLOCK,
        Side("It fell", "on Quay Road."),
    )
    assert hidden(at(claim, TimeKind.DURATION), Slot.WHEN)[0] is Kind.DURATION
    assert hidden(at(claim, TimeKind.DATE, Precision.DAY), Slot.WHEN)[0] is Kind.DATE
    assert hidden(claim, Slot.WHEN) is None
    assert hidden(replace(claim, amount=None), Slot.AMOUNT) is None


def test_a_place_is_hidden_where_there_is_one_alone():
    claim = toll_claim("a", 4, "It fell at 7:30 pm on Quay Road.")
    road, city = Where(22, 31, "Quay Road", "Quay Road"), Where(0, 2, "It", "It", metonym=True)
    assert hidden(replace(claim, where=(road, city)), Slot.WHERE) == (Kind.PLACE, Side("It fell at 7:30 pm on", "."))
    assert hidden(replace(claim, where=(road, road)), Slot.WHERE) is None
    assert hidden(replace(claim, where=(city,)), Slot.WHERE) is None


def of(*names):
    who = tuple(Who(0, len(n), n, n, WhoRole.AGENT, label=EntityLabel.PERSON) for n in names)
    return replace(toll_claim("a", 4), who=who)


def test_people_are_compared_by_name():
    assert same_person(of("Anna Berg"), of("Anna Berg")) is True
    assert same_person(of("Anna Berg"), of("Tom Hale")) is False
    assert same_person(of("Anna Berg"), of()) is None
    assert person(of("Anna Berg", "Tom Hale")) is None


def pair(event="e", same=True, left="the ferry carried", right="a boat had", kind=Kind.AMOUNT, shown=""):
    return HiddenPair(event, kind, Side(left, "people", shown), Side(right, "people", shown), same, 1.0, (0.5,))


def test_a_pair_needs_two_answers_of_one_type_and_a_verdict():
    claims = (toll_claim("a", 4), toll_claim("b", 5))
    assert hidden_pair("e", claims, Slot.AMOUNT, True, 1.0, ()).slot is Slot.AMOUNT
    assert hidden_pair("e", claims, Slot.AMOUNT, None, 1.0, ()) is None
    assert hidden_pair("e", claims, Slot.WHEN, True, 1.0, ()) is None
    claim = toll_claim("a", 4, "It fell at 7:30 pm on Quay Road.")
    other = (at(claim, TimeKind.DATE, Precision.DAY), at(claim, TimeKind.DURATION))
    assert hidden_pair("e", other, Slot.WHEN, False, 1.0, ()) is None


def test_likeness_reads_what_is_shown_alone():
    assert pair(left="a b", right="a b").likeness == 1
    assert pair(left="a b", right="c d").likeness == pytest.approx(1 / 5)
    assert pair(left="a", right="a", shown="fell").left.visible == {"a", "fell", "people"}


def test_half_of_the_negatives_are_the_nearest():
    near = [pair(same=False, left=f"the ferry carried {i}", right="the ferry carried") for i in range(10)]
    far = [pair(same=False, left=f"x{i} y z", right="the ferry carried") for i in range(30)]
    chosen = balanced([*near, *far, *[pair(left=f"p{i}") for i in range(10)]], random.Random(1), ratio=2.0)
    negatives = [p for p in chosen if not p.same]
    assert len(negatives) == 20 and len(chosen) == 30
    assert sum(p in near for p in negatives) == 10


def test_no_event_teaches_all():
    many = [pair(left=f"p{i}", same=i % 3 == 0) for i in range(900)]
    chosen = balanced([*many, pair("other")], random.Random(1))
    assert sum(p.event == "e" and p.same for p in chosen) == PAIRS_AN_EVENT[Kind.AMOUNT]
    assert pair("other") in chosen


XML = """<Document doc_name="{name}">
<token t_id="1" sentence="0" number="0">Fire</token><token t_id="2" sentence="0" number="1">broke</token>
<token t_id="3" sentence="0" number="2">out</token><token t_id="4" sentence="0" number="3">{when}</token>
<token t_id="5" sentence="1" number="0">Crews</token><token t_id="6" sentence="1" number="1">left</token>
<Markables>
<ACTION_OCCURRENCE m_id="11"><token_anchor t_id="2"/><token_anchor t_id="3"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="12"><token_anchor t_id="6"/></ACTION_OCCURRENCE>
<TIME_DATE m_id="13"><token_anchor t_id="4"/></TIME_DATE>
<ACTION_OCCURRENCE m_id="20" TAG_DESCRIPTOR="fire"/>
</Markables>
<Relations><CROSS_DOC_COREF r_id="1" note="{chain}"><source m_id="11"/><target m_id="20"/></CROSS_DOC_COREF>
<CROSS_DOC_COREF r_id="2" note="ACT9"><source m_id="12"/><target m_id="20"/></CROSS_DOC_COREF></Relations></Document>"""


def test_event_words_are_marked_and_readable():
    found = mentions("a.xml", XML.format(name="a", when="Monday", chain="ACT1"))
    assert [(m.chain, m.side) for m in found] == [
        ("ACT1", Side("Fire", "Monday", "broke out")),
        ("ACT9", Side("Crews", "", "left")),
    ]


def test_coreference_is_between_documents():
    found = [
        m
        for i, when in enumerate(("Monday", "at noon on the wide and windy pier", "early today in all the long halls"))
        for m in mentions(f"{i}.xml", XML.format(name=i, when=when, chain="ACT1"))
    ]
    pairs = coreference_pairs("5", found, 10, random.Random(1))
    assert {p.event for p in pairs} == {"ecb-5"}
    assert all(p.same == (p.left.shown == p.right.shown) for p in pairs)
    assert any(p.same for p in pairs) and any(not p.same for p in pairs)
    assert coreference_pairs("5", found[:2], 10, random.Random(1)) == []


def test_pairs_come_back_from_their_file(tmp_path):
    pairs = [pair(), pair("f", False, kind=Kind.PLACE, shown="fell")]
    assert write_pairs(pairs, tmp_path / "pairs.jsonl") == 2
    assert read_pairs(tmp_path / "pairs.jsonl") == pairs
