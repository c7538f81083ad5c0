"""Denials that point back: what they are set against, and the many sentences that deny nothing said before."""

from __future__ import annotations

import pytest

from claimcheck.conflict.actions.reply_read import reply_words
from claimcheck.model import Article, Relation
from claimcheck.pipeline import check

RULES = ("reply_", "against_claims")


def replies(engine, *texts):
    found = check([Article(id=f"art-{i}", text=t) for i, t in enumerate(texts)], engine=engine).discrepancies
    return [d for d in found if d.reasons[0].rule.startswith(RULES)]


@pytest.mark.parametrize(
    ("text", "stated", "denied"),
    [
        (
            "The rowers' union says the coach ordered the crew out in a gale. The Lydney club denies this.",
            "ordered the crew out",
            "denies this",
        ),
        (
            "Marta Quist alleges that the baker sold her mouldy loaves. Hans Brandt, the baker, rejected the "
            "allegation on Friday.",
            "mouldy loaves",
            "rejected the allegation",
        ),
        (
            "Councillor Ann Petrie said the mayor had shredded the minutes. Mayor Tom Reddick disputed that "
            "account in a letter.",
            "shredded the minutes",
            "disputed that account",
        ),
        (
            "Ivo Lasker told the inquiry that the pumps failed twice that night. The waterworks' director, Greta Oll, "
            "said that was untrue.",
            "the pumps failed twice",
            "untrue",
        ),
        (
            "Judge Rosa Almeida wrote that the deputy had acted with reason. Fellow judge Peter Harms disagreed, "
            "saying no deputy could believe it.",
            "had acted with reason",
            "disagreed",
        ),
        (
            "Prosecutors say Dario Velt set the barn alight for the insurance. Velt lives in the next valley. "
            "He has denied the accusation.",
            "set the barn alight",
            "denied the accusation",
        ),
        (
            "The lodger says the cat was locked out all night, but the landlady denies that.",
            "cat was locked out",
            "denies that",
        ),
        (
            "Two former clerks accused Senator Lena Voss of taking gifts from a quarry. Voss has denied wrongdoing.",
            "taking gifts",
            "denied wrongdoing",
        ),
    ],
)
def test_reply_is_set_against_what_it_denies(engine, text, stated, denied):
    (found,) = replies(engine, text)
    values = [v.value for v in found.values]
    assert found.relation is Relation.ATTRIBUTED
    assert any(stated in v for v in values), values
    assert any(denied in v for v in values), values
    assert found.readings and found.question.endswith("?") and found.ask


@pytest.mark.parametrize(
    "text",
    [
        "The union says the coach ordered the crew out. The club declined to comment.",
        "The union says the coach ordered the crew out. The club would neither confirm nor deny this.",
        "The union says the coach ordered the crew out. The club did not deny this.",
        "The union says the coach ordered the crew out. The club may dispute that.",
        "The union says the coach ordered the crew out. Will the club deny this?",
        "Hans Brandt asked for a permit to bake at night. The town rejected it on Friday.",
        "Hans Brandt asked for a permit to bake at night. He was denied that.",
        "The union asked for longer breaks. The club rejected the proposal.",
        "The lawyers argued that the barn was never insured. The court rejected that argument.",
        "The club denies this. The union says the coach ordered the crew out.",
        "“I disagree with you,” the mayor said. The meeting ended at nine.",
        "A poll found that half of the town likes the bridge, with a third saying they disagree.",
        "The mayor opened the new bridge at noon. She denied herself a second slice of cake.",
        "Dario Velt was charged with arson in March. He has denied all four charges.",
        "The mayor said the bridge was safe. The mayor denied that it would ever close.",
        "“The parade starts at ten,” said Jim Oakes, a clerk, who dismissed suggestions that it had been moved.",
        "The boy found a flute in the cupboard, police said. Mrs Lund denied knowing there was a flute in the house.",
        "A clerk accused the mayor of hypocrisy. It is odd, the mayor said, from a man with posters that are false.",
        "The critics wrote that the play was long. The director said it was a joy to stage.",
    ],
)
def test_no_reply(engine, text):
    assert not replies(engine, text)


def test_accusation_stands_in_the_other_article(engine):
    accusing = (
        "Two former clerks accused Senator Lena Voss of taking gifts from a quarry firm in Halden. The clerks say the "
        "senator took the gifts in Halden for years."
    )
    denying = "Senator Lena Voss opened a school in Halden on Monday. Voss has denied wrongdoing over the quarry gifts."
    (found,) = replies(engine, accusing, denying)
    (back,) = replies(engine, denying, accusing)
    assert {c.article for c in _claims(found, engine, accusing, denying)} == {"art-0", "art-1"}
    assert sorted(v.value for v in found.values) == sorted(v.value for v in back.values)


def _claims(found, engine, *texts):
    every = check([Article(id=f"art-{i}", text=t) for i, t in enumerate(texts)], engine=engine).claims
    return [c for c in every if any(c.id in v.claims for v in found.values)]


def test_one_denial_told_twice_is_one_matter(engine):
    first = "The rowers' union says the coach ordered the crew out in a gale. The Lydney club denies this."
    second = "According to the rowers' union, the coach ordered the crew out in a gale. The Lydney club disputes that."
    assert len(replies(engine, first, second)) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Despite the ferry firm's claims that the hull was sound, divers found a long crack in it.", 1),
        ("The hull was not repaired in the spring, as the ferry firm had claimed.", 1),
        ("The hull was repaired in the spring, as the ferry firm had claimed.", 0),
        ("Despite the rain, divers found a long crack in the hull.", 0),
        ("Despite claims worth two million, the insurer did well.", 0),
    ],
)
def test_claims_named_to_be_contradicted(engine, text, wanted):
    assert len(replies(engine, text)) == wanted


def test_lists_are_not_empty():
    for name in ("verbs", "nouns", "faults", "untrue", "accusing", "saying", "charging", "misdeeds"):
        assert reply_words(name)
