"""One claim a predicate: every value hangs on the clause that governs it, and an id depends on its sentence alone."""

from __future__ import annotations

import pytest

from claimcheck.extract.claims import FieldSlots, Governed, assemble_claims
from claimcheck.model import Amount, AnnotatedArticle, Article, Attribution, Field, Quotation
from tests.articles import claims_of
from tests.factories import annotated_article, annotated_sentence

CRASH = (
    "Four people were killed and nine were injured when a coach overturned near Harlow on Tuesday, "
    "and a lorry driver was arrested on Thursday."
)


def by_act(claims):
    return {claim.what.lemma: claim for claim in claims}


def test_one_claim_a_predicate(engine):
    claims = claims_of(engine, "The bridge was closed, the road flooded and the school shut.")
    assert [claim.what.lemma for claim in claims] == ["close", "flood", "shut"]


def test_amounts_hang_on_their_own_clause(engine):
    acts = by_act(claims_of(engine, CRASH))
    assert {lemma: claim.amount.text if claim.amount else None for lemma, claim in acts.items()} == {
        "kill": "Four",
        "injure": "nine",
        "overturn": None,
        "arrest": None,
    }


def test_times_hang_on_their_own_clause(engine):
    acts = by_act(claims_of(engine, CRASH))
    assert {lemma: claim.when.text for lemma, claim in acts.items() if claim.when} == {
        "overturn": "Tuesday",
        "arrest": "Thursday",
    }


def test_places_hang_on_their_own_clause(engine):
    acts = by_act(claims_of(engine, CRASH))
    assert {lemma for lemma, claim in acts.items() if claim.where} == {"overturn"}


def test_a_relative_clause_keeps_its_values(engine):
    acts = by_act(claims_of(engine, "The firm, which employs 300 people in Leeds, bought a quarry for $40 million."))
    assert acts["employ"].amount.figure == 300
    assert [place.name for place in acts["employ"].where] == ["Leeds"]
    assert acts["buy"].amount.figure == 40_000_000
    assert not acts["buy"].where


def test_several_amounts_give_a_claim_each(engine):
    claims = claims_of(engine, "The firm bought two quarries for $40 million on Monday.")
    assert [claim.amount.figure for claim in claims] == [2, 40_000_000]
    assert {claim.what.lemma for claim in claims} == {"buy"}
    assert {claim.when.text for claim in claims} == {"Monday"}
    assert len({claim.id for claim in claims}) == 2


def test_several_times_give_a_claim_each(engine):
    claims = claims_of(engine, "The shop opened on 3 May 2019 and on 7 June 2021 again.")
    assert {claim.when.text for claim in claims if claim.when} == {"3 May 2019", "7 June 2021"}


def test_a_clause_with_nothing_in_it_is_still_a_claim(engine):
    (claim,) = claims_of(engine, "The driver fled.")
    assert (claim.amount, claim.when, claim.where, claim.quote, claim.attribution) == (None, None, (), None, None)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "* * *"])
def test_text_without_words_claims_nothing_of_substance(engine, text):
    assert all(not claim.words for claim in claims_of(engine, text))


def test_the_title_comes_first_and_is_a_field_of_its_own(engine):
    claims = claims_of(engine, "A ferry sank. Two boats searched.", title="Ferry sinks")
    assert [claim.field for claim in claims] == [Field.TITLE, Field.TEXT, Field.TEXT]


def test_near_words_are_those_of_the_clause_and_words_those_of_the_sentence(engine):
    acts = by_act(claims_of(engine, CRASH))
    assert "overturn" in acts["kill"].words and "overturn" not in acts["kill"].near
    assert all(claim.near <= claim.words for claim in acts.values())
    assert len({claim.words for claim in acts.values()}) == 1


def test_speech_is_what_stands_between_quotation_marks(engine):
    claims = claims_of(engine, "“We lost everything,” Marta Kolb said. She will rebuild the shop.")
    assert [(claim.what.lemma, claim.speech) for claim in claims] == [
        ("lose", True),
        ("say", False),
        ("rebuild", False),
    ]
    assert claims[0].quote.text == "We lost everything,"
    assert claims[1].quote is None


def test_a_credit_governs_what_is_said_and_not_the_saying(engine):
    acts = by_act(claims_of(engine, "The driver had slept, police said. The coach overturned."))
    assert acts["sleep"].attribution.source.lower() == "police"
    assert acts["say"].attribution is None
    assert acts["overturn"].attribution is None


def test_him_is_never_the_subject_of_its_clause(engine):
    acts = by_act(claims_of(engine, "Anna Holt met Karl Winter. Winter thanked him."))
    names = {who.role: who.name for who in acts["thank"].who}
    assert len(set(names.values())) == len(names)


# ------------------------------------------------------------------------------------------------------- identities


def ids(claims):
    return [claim.id for claim in claims]


def test_ids_outlive_edits_elsewhere_in_the_article(engine):
    before = claims_of(engine, "A ferry sank off Oban. Two boats searched all night. Nobody was found.")
    after = claims_of(engine, "It rained. A ferry sank off Oban. Two boats searched all night, helped by four others.")
    kept = {claim.id for claim in before if claim.sentence.text == "A ferry sank off Oban."}
    assert kept and kept <= set(ids(after))
    changed = {claim.id for claim in before if "boats" in claim.sentence.text}
    assert changed and not changed & set(ids(after))


def test_ids_do_not_depend_on_the_title(engine):
    text = "A ferry sank off Oban."
    with_title = [c for c in claims_of(engine, text, title="Ferry sinks") if c.field is Field.TEXT]
    assert ids(with_title) == ids(claims_of(engine, text))


def test_a_sentence_that_stands_twice_gives_two_ids(engine):
    claims = claims_of(engine, "A ferry sank off Oban. It rained. A ferry sank off Oban.")
    assert len(set(ids(claims))) == len(claims)
    assert ids(claims)[0] == ids(claims_of(engine, "A ferry sank off Oban."))[0]


def test_ids_differ_between_articles_and_fields(engine):
    text = "A ferry sank off Oban."
    here, there = claims_of(engine, text, identifier="a"), claims_of(engine, text, identifier="b")
    assert not set(ids(here)) & set(ids(there))
    both = claims_of(engine, text, title=text)
    assert len(set(ids(both))) == len(both)


def test_reading_twice_gives_the_same_claims(engine):
    assert claims_of(engine, CRASH) == claims_of(engine, CRASH)


# -------------------------------------------------------------------------------------- slots that were given by hand

TWO_CLAUSES = {
    "text": "Police said two men fled.",
    "rows": ["Police police NOUN 1 nsubj", "said say VERB -1 root", "two two NUM 3 nummod", "men man NOUN 4 nsubj",
             "fled flee VERB 1 ccomp", ". . PUNCT 1 punct"],
}  # fmt: skip


def assembled(**slots):
    claims = assemble_claims(annotated_article([TWO_CLAUSES]), {Field.TEXT: FieldSlots(**slots)}, lambda s, p: ())
    return by_act(claims)


def test_the_innermost_credit_governs():
    wide = Governed(Attribution(0, 6, "Police", "Police", "said"), 0, 25)
    narrow = Governed(Attribution(0, 6, "Police", "a guard", "told"), 12, 25)
    acts = assembled(governed=(wide, narrow))
    assert acts["flee"].attribution.source == "a guard"
    assert acts["say"].attribution.source == "Police"


def test_a_direct_quotation_goes_before_a_reported_one():
    direct, reported = Quotation(12, 24, "two men fled"), Quotation(12, 24, "two men fled", direct=False)
    assert assembled(quotations=(reported, direct))["flee"].quote is direct
    assert assembled(quotations=(reported,))["flee"].speech is False


def test_a_value_outside_every_token_is_dropped():
    assert all(c.amount is None for c in assembled(amounts=(Amount(25, 25, "", 1, 1, 1),)).values())


def test_an_article_without_slots_gives_its_acts():
    assert list(assembled()) == ["say", "flee"]


def test_a_sentence_without_tokens_gives_nothing():
    empty = AnnotatedArticle(Article("a", ""), (), (annotated_sentence("", []),))
    assert assemble_claims(empty, {}, lambda s, p: ()) == ()
