"""Two quotations compared word by word: one utterance printed alike, clipped, or with other words.

The words are aligned by their longest common runs (J. W. Ratcliff and D. E. Metzener, "Pattern Matching: The Gestalt
Approach", 1988, as in difflib), over stems, so that "worked" and "working" align and are reported as a difference of
form. Runs of chance words outside the common core are cut off by the highest-scoring stretch. What the core and its
ends have that differs is named; marks, spelling, numerals, ellipses and the editor's brackets are house style.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from claimcheck.compare.quote_difference import CHANGES, Operation, QuoteAlignment, QuoteDifference
from claimcheck.compare.quote_words import QuoteWord, QuoteWords, quote_words, same_style, style
from claimcheck.model import Comparison, Quotation, Slot, SlotRelation

__all__ = ["CHANGES", "Operation", "QuoteAlignment", "QuoteDifference", "align_quotes", "relate_quote"]

# Below this weight of common words two quotations are not known to be one utterance: three content words and a
# function word, or two and three. News quotations that share less are mostly stock phrases.
LEAST_WEIGHT = 3.1
# The common part must be most of what is compared: below, the same people say similar things on two occasions.
LEAST_LIKENESS = 0.55
# What two quotations must share where they differ only beside it.
EDGE_WEIGHT = 4.0
# What a sentence's end in a gap costs that only one side has: about a function word and a half.
ONE_STOP = 0.6
# Shorter than this a capital opens a phrase, not a sentence.
_WHOLE = 6
# What a sentence must weigh that is printed to its end alike, for one dropped word at its opening to count.
_WHOLE_WEIGHT = 5.0
# Words that join a sentence to the one before, dropped by custom where only a part of the sentence is printed.
_JOINING = frozenset({"and", "but", "so"})


@dataclass(frozen=True, slots=True)
class _Run:
    """Words a[a:a+size] and b[b:b+size] have the same stems."""

    a: int
    b: int
    size: int


def align_quotes(a: Quotation, b: Quotation) -> QuoteAlignment:
    """Compare two quotations: SAME (alike but for house style), WITHIN (one clips the other), DISJOINT (changed words),
    UNKNOWN (not shown to be one utterance). Symmetric but for the sides of the differences."""
    words_a, words_b = quote_words(a.text), quote_words(b.text)
    if _order(words_a, a.text) <= _order(words_b, b.text):
        return _align(a, words_a, b, words_b)
    return _mirrored(_align(b, words_b, a, words_a))


def relate_quote(a: Quotation | None, b: Quotation | None) -> Comparison:
    """The quotations of two claims compared; UNKNOWN where one quotes nothing or reports speech without marks.
    Symmetric."""
    if a is None or b is None:
        return Comparison(Slot.QUOTE, SlotRelation.UNKNOWN, "one side quotes nobody")
    if not a.direct or not b.direct:
        return Comparison(Slot.QUOTE, SlotRelation.UNKNOWN, "reported speech may choose its own words")
    alignment = align_quotes(*sorted((a, b), key=lambda q: q.text))
    score = alignment.likeness if alignment.relation is not SlotRelation.UNKNOWN else 0.0
    return Comparison(Slot.QUOTE, alignment.relation, alignment.reason, score)


def _order(words: QuoteWords, text: str) -> tuple[int, tuple[str, ...], str]:
    return len(words.words), tuple(w.stem for w in words.words), text


def _mirrored(alignment: QuoteAlignment) -> QuoteAlignment:
    swap = {Operation.INSERTED: Operation.DROPPED, Operation.DROPPED: Operation.INSERTED}
    differences = tuple(
        QuoteDifference(
            swap.get(d.operation, d.operation),
            d.b_start,
            d.b_end,
            d.a_start,
            d.a_end,
            d.b_text,
            d.a_text,
            d.b_words,
            d.a_words,
            d.b_first,
            d.a_first,
            d.edge,
        )
        for d in alignment.differences
    )
    spans = tuple((c, d, a, b) for a, b, c, d in alignment.spans)
    return replace(alignment, differences=differences, spans=spans, reason=_reason(alignment.relation, differences))


def _align(a: Quotation, words_a: QuoteWords, b: Quotation, words_b: QuoteWords) -> QuoteAlignment:
    runs = _core(words_a.words, words_b.words)
    if not runs:
        return QuoteAlignment(SlotRelation.UNKNOWN, "no words in common")
    comparer = _Comparer(a, words_a, b, words_b, tuple(runs))
    differences = tuple(comparer.differences())
    weight = sum(w.weight for r in runs for w in words_a.words[r.a : r.a + r.size])
    likeness = comparer.likeness(differences)
    spans = tuple(comparer.span(r) for r in runs)
    if weight < LEAST_WEIGHT or likeness < LEAST_LIKENESS or weight < EDGE_WEIGHT and _edge_only(differences):
        reason = "too few words in common to be one utterance"
        return QuoteAlignment(SlotRelation.UNKNOWN, reason, spans, differences, weight, likeness)
    relation = _relation(differences)
    if relation is SlotRelation.SAME and comparer.words_outside():
        relation = SlotRelation.WITHIN
    return QuoteAlignment(relation, _reason(relation, differences), spans, differences, weight, likeness)


def _edge_only(differences: Sequence[QuoteDifference]) -> bool:
    """All that differs is other words beside the common part: a stock phrase in two utterances does that."""
    changes = [d for d in differences if d.changes]
    return bool(changes) and all(d.edge and d.operation is Operation.SUBSTITUTED for d in changes)


def _relation(differences: Sequence[QuoteDifference]) -> SlotRelation:
    if any(d.changes for d in differences):
        return SlotRelation.DISJOINT
    if any(d.operation in (Operation.CLIPPED, Operation.ELLIPSIS) for d in differences):
        return SlotRelation.WITHIN
    return SlotRelation.SAME


def _reason(relation: SlotRelation, differences: Sequence[QuoteDifference]) -> str:
    if relation is SlotRelation.SAME:
        return "the same words but for house style" if differences else "the same words"
    if relation is SlotRelation.WITHIN:
        return "one is a part of the other, or they have a part in common; its words are the same"
    told = [_told(d) for d in differences if d.changes]
    return "; ".join(told[:4]) + ("; …" if len(told) > 4 else "")


def _told(d: QuoteDifference) -> str:
    if d.operation is Operation.OPENING_CUT:
        return f"one opens the sentence without “{d.a_text or d.b_text}”, unmarked"
    if d.operation is Operation.SENTENCE_CUT:
        return f"one leaves out “{d.a_text or d.b_text}”, unmarked"
    if d.a_text and d.b_text:
        return f"“{d.a_text}” against “{d.b_text}”"
    return f"“{d.a_text or d.b_text}” in one only"


def _core(a: Sequence[QuoteWord], b: Sequence[QuoteWord]) -> list[_Run]:
    """The common runs of the best-scoring stretch, in order."""
    matcher = SequenceMatcher(None, [w.stem for w in a], [w.stem for w in b], autojunk=False)
    runs = [_Run(m.a, m.b, m.size) for m in matcher.get_matching_blocks() if m.size]
    best: tuple[float, int, int] = (0.0, 0, 0)
    score, first = 0.0, 0
    for i, run in enumerate(runs):
        gain = sum(w.weight for w in a[run.a : run.a + run.size])
        if i:
            score -= _gap_cost(a, b, runs[i - 1], run)
        if score <= 0:
            score, first = 0.0, i
        score += gain
        if score > best[0]:
            best = (score, first, i + 1)
    return runs[best[1] : best[2]]


def _gap_cost(a: Sequence[QuoteWord], b: Sequence[QuoteWord], left: _Run, right: _Run) -> float:
    """What a gap takes off a stretch: both sides changed costs most, words left out less, marked cuts little; a gap at
    which one side begins a sentence and the other does not costs more, for chance words follow it."""
    only_a = right.a - left.a - left.size
    only_b = right.b - left.b - left.size
    if a[right.a].cut and not only_a or b[right.b].cut and not only_b:
        return 0.2
    words = a[left.a + left.size : right.a + 1] if not only_b else b[left.b + left.size : right.b + 1]
    both = min(only_a, only_b)
    if not both and len(words) > 3 and words[0].opens and words[-1].opens:
        return 0.8
    stops = [
        w[r - 1].sentence != w[s].sentence
        for w, r, s in ((a, left.a + left.size, right.a), (b, left.b + left.size, right.b))
    ]
    return ONE_STOP * (stops[0] != stops[1]) + 0.6 * both + min(2.5, 0.35 * abs(only_a - only_b))


@dataclass(frozen=True, slots=True)
class _Comparer:
    """Names what differs in and around the common runs of two quotations."""

    a: Quotation
    words_a: QuoteWords
    b: Quotation
    words_b: QuoteWords
    runs: tuple[_Run, ...]

    def span(self, run: _Run) -> tuple[int, int, int, int]:
        """A run in code points of the fields."""
        a, b = self.words_a.words, self.words_b.words
        return (
            self.a.start + a[run.a].start,
            self.a.start + a[run.a + run.size - 1].end,
            self.b.start + b[run.b].start,
            self.b.start + b[run.b + run.size - 1].end,
        )

    def likeness(self, differences: Sequence[QuoteDifference]) -> float:
        """Common words as a share of the words compared: the core and its changed ends, marked cuts left out."""
        common = sum(r.size for r in self.runs)
        apart = sum(
            len(d.a_words) + len(d.b_words)
            for d in differences
            if d.operation in (Operation.SUBSTITUTED, Operation.INSERTED, Operation.DROPPED)
        )
        apart += sum(4 for d in differences if d.operation is Operation.SENTENCE_CUT)
        return 2 * common / (2 * common + apart)

    def words_outside(self) -> bool:
        """Whether a side goes on beyond the common part, in other sentences."""
        a, b, first, last = self.words_a.words, self.words_b.words, self.runs[0], self.runs[-1]
        begun = _sentence_start(a, first.a) > 0 or _sentence_start(b, first.b) > 0
        return begun or _sentence_stop(a, last.a + last.size) < len(a) or _sentence_stop(b, last.b + last.size) < len(b)

    def differences(self) -> list[QuoteDifference]:
        """Every operation, in the order of the words."""
        found = self._head()
        for i, run in enumerate(self.runs):
            if i:
                before = self.runs[i - 1]
                found += self._gap(before.a + before.size, run.a, before.b + before.size, run.b)
            for k in range(run.size):
                found += self._pair(run.a + k, run.b + k)
        return found + self._tail()

    def _make(self, operation: Operation, a0: int, a1: int, b0: int, b1: int, edge: bool = False) -> QuoteDifference:
        a_start, a_end = _place(self.a, self.words_a.words, a0, a1)
        b_start, b_end = _place(self.b, self.words_b.words, b0, b1)
        return QuoteDifference(
            operation,
            a_start,
            a_end,
            b_start,
            b_end,
            self.a.text[a_start - self.a.start : a_end - self.a.start],
            self.b.text[b_start - self.b.start : b_end - self.b.start],
            tuple(w.form for w in self.words_a.words[a0:a1]),
            tuple(w.form for w in self.words_b.words[b0:b1]),
            a0,
            b0,
            edge,
        )

    def _pair(self, i: int, j: int) -> list[QuoteDifference]:
        """Two words of one stem: another form, a contraction, or nothing."""
        one, two = self.words_a.words[i], self.words_b.words[j]
        if one.form == two.form:
            return [self._make(Operation.STYLE, i, i + 1, j, j + 1)] if one.text.lower() != two.text.lower() else []
        if one.bracketed or two.bracketed:
            return [self._make(Operation.BRACKET, i, i + 1, j, j + 1)]
        operation = Operation.STYLE if same_style([one], [two]) else Operation.INFLECTED
        if "'" in one.form or "'" in two.form:
            operation = Operation.CONTRACTED
        return [self._make(operation, i, i + 1, j, j + 1)]

    def _gap(self, a0: int, a1: int, b0: int, b1: int) -> list[QuoteDifference]:
        """The words between two common runs."""
        a, b = self.words_a.words, self.words_b.words
        only_a, only_b = a[a0:a1], b[b0:b1]
        cut_a = any(w.cut for w in a[a0 : a1 + 1])
        cut_b = any(w.cut for w in b[b0 : b1 + 1])
        if not only_a and not only_b:
            return []
        operation = self._operation(only_a, only_b, cut_a, cut_b)
        return [self._make(operation, a0, a1, b0, b1)]

    def _operation(
        self, only_a: Sequence[QuoteWord], only_b: Sequence[QuoteWord], cut_a: bool, cut_b: bool
    ) -> Operation:
        if any(w.bracketed for w in only_a) or any(w.bracketed for w in only_b):
            return Operation.BRACKET
        if cut_a and (not only_a or len(only_b) > len(only_a)) or cut_b and (not only_b or len(only_a) > len(only_b)):
            return Operation.ELLIPSIS
        if same_style(only_a, only_b):
            return Operation.STYLE
        if only_a and only_b:
            return Operation.CONTRACTED if _contraction(only_a, only_b) else Operation.SUBSTITUTED
        words = only_a or only_b
        if words[0].opens and len(words) > 3:
            return Operation.SENTENCE_CUT
        return Operation.INSERTED if only_b else Operation.DROPPED

    def _head(self) -> list[QuoteDifference]:
        """What stands before the first common run, in its sentence."""
        a, b, run = self.words_a.words, self.words_b.words, self.runs[0]
        a0, b0 = _sentence_start(a, run.a), _sentence_start(b, run.b)
        if a0 == run.a and b0 == run.b:
            return []
        if a0 < run.a and b0 < run.b:
            return self._ends(a0, run.a, b0, run.b, head=True)
        if a0 < run.a:
            operation = _opening(self.a.text, a, a0, run.a, b, run)
        else:
            operation = _opening(self.b.text, b, b0, run.b, a, _Run(run.b, run.a, run.size))
        if operation is Operation.DROPPED:
            operation = Operation.DROPPED if a0 < run.a else Operation.INSERTED
            a0, b0 = max(a0, run.a - 2), max(b0, run.b - 2)
        return [self._make(operation, a0, run.a, b0, run.b, True)]

    def _tail(self) -> list[QuoteDifference]:
        """What stands after the last common run, in its sentence."""
        a, b, run = self.words_a.words, self.words_b.words, self.runs[-1]
        a0, b0 = run.a + run.size, run.b + run.size
        a1, b1 = _sentence_stop(a, a0), _sentence_stop(b, b0)
        if a0 == a1 and b0 == b1:
            return []
        if a0 == a1 or b0 == b1:
            return [self._make(Operation.CLIPPED, a0, a1, b0, b1, True)]
        return self._ends(a0, a1, b0, b1, head=False)

    def _ends(self, a0: int, a1: int, b0: int, b1: int, head: bool) -> list[QuoteDifference]:
        """Words of both sides beside the common part, without what begins and ends alike."""
        a, b = self.words_a.words, self.words_b.words
        if any(w.cut for w in a[a0 : a1 + 1]) or any(w.cut for w in b[b0 : b1 + 1]):
            return [self._make(Operation.ELLIPSIS, a0, a1, b0, b1, True)]
        if same_style(a[a0:a1], b[b0:b1]):
            return [self._make(Operation.STYLE, a0, a1, b0, b1, True)]
        whole = (a0, a1)
        while a0 < a1 and b0 < b1 and a[a0].form == b[b0].form:
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1].form == b[b1 - 1].form:
            a1, b1 = a1 - 1, b1 - 1
        edge = a0 == whole[0] if head else a1 == whole[1]
        return [self._make(self._operation(a[a0:a1], b[b0:b1], False, False), a0, a1, b0, b1, edge)]


def _place(quote: Quotation, words: Sequence[QuoteWord], first: int, last: int) -> tuple[int, int]:
    """Words [first, last) as code points of the field; an empty run is the place before word ``first``."""
    if first < last:
        return quote.start + words[first].start, quote.start + words[last - 1].end
    at = words[first].start if first < len(words) else words[-1].end
    return quote.start + at, quote.start + at


def _sentence_start(words: Sequence[QuoteWord], at: int) -> int:
    first = at
    while first and words[first - 1].sentence == words[at].sentence:
        first -= 1
    return first


def _sentence_stop(words: Sequence[QuoteWord], at: int) -> int:
    """The end of the sentence that words[at - 1] stands in."""
    last = at
    while last < len(words) and words[last].sentence == words[at - 1].sentence:
        last += 1
    return last


def _opening(
    text: str, longer: Sequence[QuoteWord], first: int, at: int, shorter: Sequence[QuoteWord], run: _Run
) -> Operation:
    """Words before the common run in one only: a fragment, or a sentence printed as whole that was not.

    The cut is unmarked where the shorter begins with a capital that the longer does not have, with neither bracket nor
    ellipsis. Spoken openers ("And", "Well, I think") are dropped by custom, but not from a sentence that both print
    from where it begins to where it ends. ``run`` is the common run, the longer's side first.
    """
    start = run.b
    word, same = shorter[start], longer[at]
    dropped = [w for w in longer[first:at] if not w.bracketed]
    if [w.form for w in dropped[-2:]] == ["one", "of"] and same.form in ("the", "my", "our", "his", "her", "their"):
        return Operation.DROPPED
    if word.cut or word.bracketed or same.bracketed or not word.opens or not dropped:
        return Operation.CLIPPED
    if _joined_whole(text, longer, first, shorter, run):
        return Operation.OPENING_CUT
    if not word.text[0].isupper() or same.text[0].isupper() or same.opens:
        return Operation.CLIPPED
    sentence = [w for w in shorter[start:] if w.sentence == word.sentence]
    if len(dropped) < 2 or len(sentence) < _WHOLE or _headline(sentence):
        return Operation.CLIPPED
    if all(w.form in style().openers for w in dropped):
        return Operation.CLIPPED
    return Operation.OPENING_CUT


def _joined_whole(text: str, longer: Sequence[QuoteWord], first: int, shorter: Sequence[QuoteWord], run: _Run) -> bool:
    """Whether both print one sentence from a capital to its end, one of them without "But", or a phrase before "I"."""
    dropped, opening, word = longer[first : run.a], longer[first], shorter[run.b]
    if not opening.opens or opening.cut or not opening.text[0].isupper() or not word.text[0].isupper():
        return False
    stops = _sentence_stop(longer, run.a + 1) - run.a, _sentence_stop(shorter, run.b + 1) - run.b
    rest = shorter[run.b : run.b + stops[1]]
    if stops[0] != stops[1] or stops[0] > run.size or len(rest) < _WHOLE or _headline(rest):
        return False
    if sum(w.weight for w in rest) < _WHOLE_WEIGHT and run.size == stops[0]:
        return False
    if len(dropped) == 1 and opening.form in _JOINING:
        return not longer[run.a].text[0].isupper() or word.text == "I"
    parted = "," in text[dropped[-1].end : longer[run.a].start] or dropped[-1].form in _JOINING
    return word.text == longer[run.a].text == "I" and len(dropped) > 2 and parted


def _headline(words: Sequence[QuoteWord]) -> bool:
    """Printed In The Capitals Of A Headline: no sign of a sentence's beginning."""
    telling = [w for w in words[1:] if w.weight == 1.0 and w.text[0].isalpha()]
    return bool(telling) and sum(w.text[0].isupper() for w in telling) * 2 > len(telling)


def _contraction(a: Sequence[QuoteWord], b: Sequence[QuoteWord]) -> bool:
    """``'s`` against ``is`` or ``has``."""
    short, full = (a, b) if "'" in a[0].form else (b, a)
    return len(a) == len(b) == 1 and short[0].form == "'s" and full[0].form in ("is", "has", "us")
