"""Pages that are no story: cookie notices, lists of links, teasers before a paywall, errors, logins, robot checks.

Such a page is named as what it is and set aside, because claims taken from it would be of nobody. A real story wrongly
set aside is a story not checked, so each verdict asks for two signs of different kinds: what the page calls itself and
how its words are made. A page that tells more than a short brief is never an error, a login or a teaser.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from claimcheck.model import BlockKind
from claimcheck.read.page_facts import PageFacts, title_segments
from claimcheck.read.page_text import Part, count_words, plain_key

if TYPE_CHECKING:
    from lxml.etree import _Element

ERROR = "error page"
ROBOT = "junk page: robot check"
LOGIN = "login page"
COOKIES = "junk page: cookie notice"
INDEX = "index page: a list of links"
PAYWALL = "paywall: only the first lines"

# Words. News in brief have 40 to 150; what a page says beside a form or an error is shorter.
_BRIEF = 150
_FORM_TEXT = 120
_NOTICE = 700  # full consent dialogues, with their lists of purposes
_STORY = 300
_CHALLENGE = 60
_LOOKED_AT = 20_000  # code points of a page's words that phrases are looked for in
_MOST_PARTS = 500
_MOST_LINKS = 1_000
_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s")
_WORD = re.compile(r"\w+")
_STATUS = re.compile(r"\b(4\d\d|5\d\d)\b")
_BROKEN_OFF = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*(?:(?:read|continue|more|full)\b[^.]{0,40})?$", re.IGNORECASE
)
_FEWEST_LINKS = 12
_LINKED_SHARE = 0.6  # of the words of the text
_LINKED_OF_PAGE = 0.3  # of the words of a page that calls itself a list: its teasers are no links
_TOLD = 80  # words in a row that no link breaks: two teasers, or the first paragraphs of a story
_TOLD_BELOW_HEADLINE = 15  # a brief of one sentence under a headline that is no link
_TOLD_IN_DUMP = 20  # words between the links of a block that a page without paragraphs was poured into
_HEADLINE_WORDS = 4
_INDEX_PATH = re.compile(r"^https?://[^/]+/?(?:index\.\w{3,5}|home/?)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Phrases:
    titles: frozenset[str]
    phrases: re.Pattern[str]


@lru_cache(maxsize=1)
def _lists() -> dict[str, _Phrases]:
    raw = tomllib.loads(files("claimcheck").joinpath("data/junk_pages.toml").read_text(encoding="utf-8"))
    return {
        kind: _Phrases(
            frozenset(plain_key(title) for title in lists.get("titles", [])),
            re.compile(
                "|".join(rf"(?<!\w){re.escape(phrase)}(?!\w)" for phrase in lists.get("phrases", [])) or r"(?!)"
            ),
        )
        for kind, lists in raw.items()
    }


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What tells junk from stories, measured on the whole page before anything is left out of it.

    ``links`` counts the links of three words or more, ``linked`` their words, ``words`` all words of the page's main
    part (without navigation, header, footer); ``text`` are the first and last of those words as plain_key makes them;
    ``tops`` are the headings of the first rank that have the length of a headline and are no links.
    """

    links: frozenset[str]
    linked: int
    words: int
    text: str
    has_password: bool
    tops: frozenset[str]


def signs_of_page(root: _Element) -> PageSigns:
    """The signs of a parsed page."""
    parts: list[str] = []
    links: set[str] = set()
    linked = 0
    outside = {"script", "style", "noscript", "template", "svg", "head", "nav", "footer", "header", "select", "option"}
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tail and element is not root:
            parts.append(element.tail)
        if not isinstance(element.tag, str) or element.tag in outside:
            continue
        if element.tag == "a" and len(links) < _MOST_LINKS:
            words = plain_key("".join(map(str, element.itertext())))
            if (count := len(_WORD.findall(words))) >= 3:
                links.add(words)
                linked += count
        if element.text:
            parts.append(element.text)
        stack.extend(element)
    text = plain_key(" ".join(reversed(parts)))
    has_password = any((field.get("type") or "").lower() == "password" for field in root.iter("input"))
    tops = (plain_key("".join(map(str, top.itertext()))) for top in root.iter("h1"))
    told = frozenset(top for top in tops if top not in links and len(_WORD.findall(top)) >= _HEADLINE_WORDS)
    shown = text if len(text) <= 2 * _LOOKED_AT else f"{text[:_LOOKED_AT]} {text[-_LOOKED_AT:]}"
    return PageSigns(frozenset(links), linked, len(_WORD.findall(text)), shown, has_password, told)


def reason_for_junk(facts: PageFacts, signs: PageSigns, parts: list[Part]) -> str | None:
    """Why a page is no story, None where it may be one. ``parts`` are what was taken for its text."""
    words = count_words(parts)
    titles = _titles(facts)
    for judge in (_error, _robot, _login, _cookies, _paywall, _index):
        if reason := judge(facts, signs, parts, words, titles):
            return reason
    return None


def _titles(facts: PageFacts) -> frozenset[str]:
    """The page's title and headlines, whole and in their parts."""
    found = {plain_key(text) for text in (facts.page_title, *facts.headlines)}
    for text in (facts.page_title, *facts.headlines[:3]):
        segments = [plain_key(segment) for segment in title_segments(text)]
        found.update(segments[:1] + segments[-1:] if len(segments) <= 3 else segments[:1])
    return frozenset(title.rstrip(" .!") if len(title) > 4 else title for title in found) | frozenset(found)


def _error(facts: PageFacts, signs: PageSigns, parts: list[Part], words: int, titles: frozenset[str]) -> str | None:
    named = _lists()["error"].titles & titles
    if not named or words > _BRIEF or (facts.names_itself and facts.published and words > 40):
        return None
    status = _STATUS.search(" ".join(sorted(named))) or _STATUS.search(plain_key(facts.page_title))
    if status is None and any("not found" in name or "be found" in name for name in named):
        return f"{ERROR} (404)"
    return f"{ERROR} ({status.group()})" if status else ERROR


def _robot(facts: PageFacts, signs: PageSigns, parts: list[Part], words: int, titles: frozenset[str]) -> str | None:
    lists = _lists()["robot"]
    if facts.published or signs.words > _BRIEF:
        return None
    if not lists.titles & titles and signs.words >= _CHALLENGE:
        return None
    return ROBOT if lists.phrases.search(signs.text) else None


def _login(facts: PageFacts, signs: PageSigns, parts: list[Part], words: int, titles: frozenset[str]) -> str | None:
    named = _lists()["login"].titles & titles
    if facts.published or words > _FORM_TEXT or not named:
        return None
    return LOGIN if signs.has_password or signs.words <= _FORM_TEXT else None


def _cookies(facts: PageFacts, signs: PageSigns, parts: list[Part], words: int, titles: frozenset[str]) -> str | None:
    """A text most of whose sentences speak to the reader about consent, in several ways, is a notice and no story."""
    lists = _lists()["cookies"]
    if words > _NOTICE and not lists.titles & titles:
        return None
    keys = [plain_key(text[: _LOOKED_AT // 10]) for _, text in parts[:_MOST_PARTS]]
    sentences = [sentence for key in keys for sentence in _SENTENCE.split(key + " ") if sentence]
    if not sentences:
        sentences = [signs.text[:5000]] if signs.words < _STORY else []
    spoken = [sentence for sentence in sentences if lists.phrases.search(sentence)]
    said = {match.group() for sentence in sentences for match in lists.phrases.finditer(sentence)}
    about = sum(len(_WORD.findall(sentence)) for sentence in spoken)
    share = about / max(1, sum(len(_WORD.findall(sentence)) for sentence in sentences))
    if lists.titles & titles and not facts.published:
        return COOKIES if len(said) >= 2 else None
    is_about_cookies = any("cookie" in sentence or "consent" in sentence for sentence in sentences)
    return COOKIES if len(said) >= 3 and share >= 0.5 and is_about_cookies else None


def _paywall(facts: PageFacts, signs: PageSigns, parts: list[Part], words: int, titles: frozenset[str]) -> str | None:
    """A short text that breaks off or ends in the demand for money, on a page that says so or promised more words. An
    invitation to subscribe alone stands below whole stories too."""
    if not words or words > _BRIEF:
        return None
    demand, invitation = _lists()["paywall"].phrases, _lists()["invitation"].phrases
    json = facts.json
    is_closed = json is not None and json.is_free is False
    promised = json.word_count if json is not None else 0
    if promised and promised <= words * 1.2:
        return None
    if promised > 2 * words + 50 and (is_closed or demand.search(signs.text)):
        return PAYWALL
    asks = demand.search(signs.text) or invitation.search(signs.text)
    if json is not None and json.is_free is True:
        return None
    is_demanded = any(demand.search(plain_key(text)) for _, text in parts[-2:])
    return PAYWALL if is_demanded or (_breaks_off(parts) and (is_closed or asks)) else None


def _breaks_off(parts: list[Part]) -> bool:
    """True where the last sentence before invitations ends in dots."""
    for _, text in reversed(parts[-3:]):
        if _BROKEN_OFF.search(text):
            return len(_WORD.findall(text)) > 5
    return False


def _index(facts: PageFacts, signs: PageSigns, parts: list[Part], words: int, titles: frozenset[str]) -> str | None:
    """Most words of the text stand in links, or the page calls itself a list; and nowhere in it is a story told."""
    if (facts.names_itself and not facts.is_listing) or len(signs.links) < _FEWEST_LINKS:
        return None
    parts = parts[:_MOST_PARTS]
    told = [_words_outside_links(text, signs.links) for _, text in parts]
    counts = [len(_WORD.findall(text)) for _, text in parts]
    linked = [outside * 5 <= count * 2 for outside, count in zip(told, counts, strict=True)]
    run = max(_longest_run(parts, linked), max((left for left in told if left >= _TOLD_IN_DUMP), default=0))
    has_headline = bool(signs.tops & titles) and not facts.is_listing
    if run >= (_TOLD_BELOW_HEADLINE if has_headline else _TOLD):
        return None
    in_links = sum(len(_WORD.findall(text)) for (_, text), is_linked in zip(parts, linked, strict=True) if is_linked)
    if words and in_links >= _LINKED_SHARE * words:
        return INDEX
    if sum(linked) >= _FEWEST_LINKS and sum(linked) * 3 >= len(parts):
        return INDEX
    calls_itself = facts.is_listing or bool(_lists()["index"].titles & titles) or _INDEX_PATH.match(facts.url)
    return INDEX if calls_itself and signs.linked >= _LINKED_OF_PAGE * signs.words else None


def _longest_run(parts: list[Part], linked: list[bool]) -> int:
    """The words of the longest run of sentences that no link breaks: what is told, not listed."""
    longest = run = 0
    for (kind, text), is_linked in zip(parts, linked, strict=True):
        if is_linked:
            run = 0
        elif kind in (BlockKind.PARAGRAPH, BlockKind.BOX) and _SENTENCE.search(text + " "):
            run += len(_WORD.findall(text))
            longest = max(longest, run)
    return longest


def _words_outside_links(text: str, links: frozenset[str]) -> int:
    """How many words of a block are no link's: few in an entry of a list, whatever times or sections stand in it."""
    key = plain_key(text[:_LOOKED_AT])
    if key in links:
        return 0
    for link in sorted((link for link in links if link in key), key=lambda link: (-len(link), link)):
        key = key.replace(link, "\n")
    return len(_WORD.findall(key))
