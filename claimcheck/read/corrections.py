"""What an item says that it corrects: "Corrects age to 43", "to show the company paid $5 million, not $50 million".

Wires and sites word it in a handful of ways: a note that begins with "Corrects", a sentence on this story and what it
has been corrected to say, one on what an earlier version misstated, and a paragraph headed "Correction:". The sentence
is kept as written; field, new and old value are told apart where the wording does, else left empty, never guessed.
"""

from __future__ import annotations

import re

from claimcheck.model import Correction

_MOST = 12  # corrections of one item
_LONGEST = 1_200  # code points of one note
_HINT = re.compile(
    r"correct|clarif|misstat|misspel|misidentif|misquot|mischaract|(?:earlier|previous|original|initial) version"
    r"|amended|erroneous|originally|berichtig|korrigier|korrektur|corrig|rectif|corrección|erratum",
    re.IGNORECASE,
)
_STORY = (
    r"(?:story|article|report|post|piece|column|item|version|headline|caption|alert|dispatch|editorial|blog|graphic)"
)
_LABEL = re.compile(
    r"[*•\s(\[]*(?:corrections?(?:\s(?:and|&)\s(?:clarifications?|update))?|clarifications?|berichtigung|korrektur"
    r"|correctif|rectificatif|corrección|erratum)\b(?:\s?\([^()\n]{1,40}\)|,?\s[^:\n]{1,40})?\s?:\s*",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"Corrected by:[^\n@]{2,60}@\s?[\d/]+\s[\d:]+\s[AP]M\s*", re.IGNORECASE)
_OPENING = re.compile(
    r"^[\s*•(\[]*(?:(?:Eds?\.?|Editors?|Editor['’]s note|Editors note|Note)\s?[:—–-]\s*)?", re.IGNORECASE
)
_CORRECTS = re.compile(
    r"(?:^|[;(\[:]\s{0,3}|\.\s+|,\s(?=CORRECTS)|\band\s(?=CORRECTS))(?:This\s(?:\w+\s){0,3}|Also\s)?"
    r"(?P<cue>(?i:corrects|correcting|corrige|clarifies)|CORRECTED)\s+(?P<rest>[^;\n]{2,500})"
)
_CHANGE = re.compile(
    r"[^.;]{0,160}?\b(?:to|spelling|name|paragraph|paragraphs|graf|par|headline|byline|title|typo|that"
    r"|in|of|first|last|throughout)\b"
    r"|(?i:age|day|date|figure|number|spelling|dateline|attribution|toll|score|typo)\b"
)
_HAS_BEEN = re.compile(
    rf"\b(?:This|The|Our)\s(?:[\w.,'’]+\s){{0,5}}?{_STORY}(?:['’]s\s\w+)?\s(?:from\s[\w ]{{3,30}}\s)?"
    r"(?:has\sbeen|have\sbeen|was|is\sbeing|is)\s(?P<verb>corrected|updated|amended|changed|edited|revised)\s"
    r"(?:throughout\s|in\sparagraph\s\d+\s)?(?P<rest>(?:to|with\sthe\s(?:correct|right))\s[^\n]{2,600})",
    re.IGNORECASE,
)
_TO_UPDATE = re.compile(r"to\s(?:reflect|include|add|note)\b|to\sinclude", re.IGNORECASE)
_EARLIER = re.compile(
    rf"\b(?:(?:An?|The|Some)\s(?:earlier|previous|original|initial|prior)\sversions?\sof\s(?:this|the|our)\s"
    rf"(?:[\w'’]+\s){{0,3}}?{_STORY}|This\s(?:[\w'’]+\s){{0,2}}?{_STORY}\s(?:originally|previously|incorrectly)"
    r"|Earlier\sversions\sof\sthis\s\w+|(?P<bare>An?\searlier\sversion))\s(?P<rest>[^\n]{2,600})",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"^,?\s?(?:(?:incorrectly|wrongly|mistakenly|erroneously|also|originally|previously),?\s){0,2}"
    r"(?P<verb>misstated|misspelled|misspelt|misidentified|misquoted|mischaracterized|misnamed|misattributed|omitted"
    r"|said|stated|reported|gave|listed|described|identified|named|called|referred|quoted|attributed|suggested|implied"
    r"|indicated|had|contained|included|used|cited|claimed)\b,?\s?(?:incorrectly\b,?\s?|wrongly\b,?\s?)?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_IN_A_STORY = re.compile(  # as the AP words it: "In a story May 3 about …, The Associated Press reported erroneously …"
    r"\bIn\san?\s(?:[\w-]+\s){0,3}stor(?:y|ies)\b[^\n]{0,240}?\b(?:The\sAssociated\sPress|the\sAP|Reuters|AFP)\b"
    r"(?:,\s[^\n]{3,160}?,)?\s(?:misspelled|misidentified|misstated|misquoted|(?P<said>reported\serroneously"
    r"|erroneously\sreported|reported\sincorrectly|incorrectly\s(?:reported|said)))\s(?:that\s)?(?P<rest>[^\n]{2,400})"
)
_ABOUT_FIELD = frozenset(
    "misstated misspelled misspelt misidentified misquoted misnamed mischaracterized misattributed".split()
)
_NOW = re.compile(
    r"(?:It|He|She|They|That|The\s(?:correct\s[\w ]{2,30}?|amount|number|figure|date|name|toll|total|age|year))\s"
    r"(?:is|was|are|were)\s(?!being|now|also)(?P<new>.{1,200})",
    re.DOTALL,
)
_NOT = re.compile(
    r",\s(?:and\s)?not\s|\s\(not\s|,?\s(?:instead\sof|rather\sthan|sted)\s|(?<=[\"”’\d])\snot\s(?=[\"“‘$€£\d])",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,;(]+(?:error\s[^)\n]{3,80}|based\son\s[^\n]{3,120}|in\s(?:the\s)?(?:\w+\s)?(?:paragraphs?|pars?|grafs?|headline"
    r"|lead|lede|caption|story)\b"
    r"(?:\s\d{1,3}(?:(?:,|\sand)\s\d{1,3})*)?(?:\sof\s[\w .]{2,24})?|throughout"
    r"|(?:paragraphs?|pars?|grafs?)\s\d{1,3}(?:(?:,|\sand)\s\d{1,3})*)[\s).\]]*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[$€£¥]?\d[\d,.:/]*")
_NAME_RUN = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][^\s,]*\s?)+[^,]{0,30}$")
_QUOTED = re.compile(r"[\"“‘'][^\"“”’]{1,120}[\"”’']")
_SAYING = re.compile(
    r"to\s(?:say|show|read|state|clarify|make\sclear|reflect|indicate|note)(?:\s(?:that|the\sfact\sthat))?\s",
    re.IGNORECASE,
)
_FIXING = re.compile(r"to\s(?:correct|fix|change|amend)\s", re.IGNORECASE)
_COPULA = re.compile(r"\s(?:is|are|was|were|has|have|had|be)$", re.IGNORECASE)
_GERMAN = re.compile(
    r"\b(?:muss|müsste|soll)\s(?:es\s)?(?:richtig\s|korrekt\s)?(?:heißen\s?:?\s)?(?P<new>[^.\n]{1,80}?)"
    r"\s?(?:\sstatt\s|,?\s\(?nicht\s)"
    r"(?P<old>[^.)\n]{1,80}?)(?:\sheißen|[).]|$)"
    r"|^[\s(]*(?P<field>[\w -]{3,40}?)\s(?:wurde\s)?(?:korrigiert|berichtigt)[\s).]*$"
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z][a-z]{0,2}|\b(?:Sept|Capt|Prof|Corp|Supt|Gov|Messrs)|\b(?:[A-Za-z]\.)+[A-Za-z]?)$"
)
_EDGES = " \t.,;:)]("


def corrections_in(text: str) -> tuple[Correction, ...]:
    """The corrections that a note, a headline or a text states, in order, each once; a line is a note of its own. What
    ordinary sentences say of corrections ("He corrects himself") is none."""
    found: list[Correction] = []
    for line in text.split("\n"):
        line = line.strip()[:_LONGEST]
        if line and _HINT.search(line):
            found += _in_line(_SIGNED.sub("", line))
    return tuple(dict.fromkeys(found))[:_MOST]


def _in_line(line: str) -> list[Correction]:
    whole, labelled = line, False
    while label := _LABEL.match(line):
        line, labelled = line[label.end() :], True
    if german := _GERMAN.search(line):
        return [Correction(_trim(whole), german["field"] or "", german["new"] or "", german["old"] or "")]
    found = _of_story(_sentences(line), labelled)
    if not labelled:
        found += _of_notes(line)
    elif not found and len(line.split()) > 2:
        found = [Correction(_trim(whole))]
    return found


def _sentences(line: str) -> list[str]:
    """The sentences of a line, roughly: a full stop ends one unless it ends an abbreviation."""
    out: list[str] = []
    start = 0
    for match in re.finditer(r"[.!?][\"”)\]]*\s+(?=[A-Z“\"(\[])", line):
        if not _ABBREVIATED.search(line[max(start, match.start() - 8) : match.start()]):
            out.append(line[start : match.end()].strip())
            start = match.end()
    return [*out, line[start:].strip()]


def _of_story(sentences: list[str], labelled: bool) -> list[Correction]:
    """What sentences say that the story has been corrected to, and what its earlier version had wrong."""
    found: list[Correction] = []
    for index, sentence in enumerate(sentences):
        bare = _trim(sentence)
        if changed := _HAS_BEEN.search(bare):
            rest = changed["rest"]
            if labelled or changed["verb"].lower() in {"corrected", "amended"} or not _TO_UPDATE.match(rest):
                found.append(Correction(bare, *_values(rest)))
        elif (earlier := _EARLIER.search(bare)) and (wrong := _WRONG.match(earlier["rest"])):
            if earlier["bare"] and not labelled and "amended" not in "".join(sentences[:index]):
                continue  # an earlier version of a bill
            follows = sentences[index + 1] if index + 1 < len(sentences) else ""
            now = _NOW.match(follows)
            text = f"{bare}{'' if bare[-1:] in '.!?' else '.'} {_trim(follows)}" if now else bare
            found.append(Correction(text, *_had_wrong(wrong, _trim(now["new"]) if now else "")))
        elif agency := _IN_A_STORY.search(bare):
            follows = _trim(sentences[index + 1]) if index + 1 < len(sentences) else ""
            now = _NOW.match(follows)
            new, old = _apart(_trim(now["new"])) if now else _of_clause(follows)[1:]
            wrong_words = _bare(agency["rest"])
            field = "" if agency["said"] else wrong_words
            found.append(Correction(f"{bare}. {follows}".strip(), field, new, old or ("" if field else wrong_words)))
    return found


def _of_notes(line: str) -> list[Correction]:
    """The clauses of a note that begin with "corrects"."""
    opened = _OPENING.match(line)
    is_note = bool(opened and opened.group()) or re.match(r"(?:This\s\w+\s)?(?i:corrects|corrige)\b", line) is not None
    found: list[Correction] = []
    for match in _CORRECTS.finditer(line):
        if (is_note or match["cue"].isupper()) and _CHANGE.match(match["rest"]):
            clause = _sentences(match["rest"])[0]
            start = match.start("cue")
            found.append(Correction(_trim(line[start : match.start("rest") + len(clause)]), *_values(clause)))
    return found


def _trim(text: str) -> str:
    """Without what closes a note; a bracket that the text itself opened stays closed."""
    text = text.strip(" \t*•[")
    while text and (text[-1] in ".;:]" or (text[-1] == ")" and text.count("(") < text.count(")"))):
        text = text[:-1].rstrip()
    return text[1:] if text.startswith("(") and text.count("(") > text.count(")") else text


def _values(rest: str) -> tuple[str, str, str]:
    """(field, new, old) of "age to 43, not 34", "to show the company paid $5 million, not $50 million"."""
    rest = _bare(rest)
    if fixing := _FIXING.match(rest):
        rest = rest[fixing.end() :]
    if rest.lower().startswith("with the "):
        return re.sub(r"^with\sthe\s(?:correct|right)\s", "", rest, flags=re.IGNORECASE), "", ""
    if saying := _SAYING.match(rest) or re.match(r"that\s", rest):
        return _of_clause(rest[saying.end() :])
    if swap := re.match(r"(?P<field>.*?)\s?\bfrom\s(?P<old>.+?)\sto\s(?P<new>.+?)(?:\sand\sfrom\s.*)?$", rest):
        return swap["field"].strip(), swap["new"].strip(_EDGES), swap["old"].strip(_EDGES)
    if set_to := re.match(r"(?P<field>.+?)\s(?=to\s)(?P<rest>.+)$", rest):
        field, value = _bare(set_to["field"]), set_to["rest"]
        if saying := _SAYING.match(value):
            return field, *_of_clause(value[saying.end() :])[1:]
        new, old = _apart(value[3:])
        return field, new, old
    new, old = _apart(rest)
    if old:
        return _of_clause(rest)
    return rest, "", ""


def _bare(text: str) -> str:
    """Without "in paragraph 3" and the like at its end."""
    text = _trim(text)
    for _ in range(3):
        shorter = _TAIL.sub("", text)
        if shorter == text or not shorter:
            break
        text = shorter
    return text.strip(_EDGES.replace(")", ""))


def _apart(value: str) -> tuple[str, str]:
    """ "43, not 34" as ("43", "34"); ("43", "") where nothing is taken back."""
    cut = _NOT.search(value) or re.search(r"\sfrom\s(?=[$€£\d])", value)
    if cut is None:
        return value.strip(_EDGES), ""
    return value[: cut.start()].strip(_EDGES), _bare(re.split(r",\s", value[cut.end() :], maxsplit=1)[0])


def _of_clause(clause: str) -> tuple[str, str, str]:
    """(field, new, old) of a clause that states the right version: "the company paid $5 million, not $50 million". The
    new value is the last part of the clause of the old one's kind; the whole clause where none is."""
    left, old = _apart(_bare(clause))
    if not old:
        return "", left, ""
    start = _start_of_kind(left, old)
    if start is None:
        return "", left, old
    return _COPULA.sub("", left[:start].strip(_EDGES)), left[start:].strip(_EDGES), old


def _start_of_kind(left: str, old: str) -> int | None:
    """Where the last number, quoted words or name of ``left`` begins, whichever ``old`` is."""
    if old[0] in "\"“‘'":
        return max((match.start() for match in _QUOTED.finditer(left)), default=None)
    if any(char.isdigit() for char in old):
        return max((match.start() for match in _NUMBER.finditer(left)), default=None)
    if old[0].isupper():
        runs = re.finditer(r"(?<![^\s(“])(?:[A-ZÀ-ÖØ-Þ][^\s,]*\s)*[A-ZÀ-ÖØ-Þ][^\s,]*", left)
        return max((match.start() for match in runs if match.start() > 0), default=None)
    return None


def _had_wrong(wrong: re.Match[str], now: str) -> tuple[str, str, str]:
    """(field, new, old) of what an earlier version "misstated …", with the sentence after it ("It is 12, not 15")."""
    new, taken_back = _apart(now)
    verb = wrong["verb"].lower()
    told, semicolon, after = _bare(wrong["rest"]).partition("; ")
    new = new or (after if semicolon else "")
    if verb in {"had", "contained", "gave", "included"}:
        field = re.sub(r"^(?:an?|the)\s(?:wrong|incorrect|inaccurate)\s", "", told, flags=re.IGNORECASE)
        return (field, new, taken_back) if field != told else ("", new, taken_back or told)
    as_old = re.match(r"(?:to\s)?(?P<field>.+?)\sas\s(?P<old>.+)$", told)
    if as_old and verb in {"misidentified", "identified", "described", "misspelled", "referred", "listed", "named"}:
        return as_old["field"], new, taken_back or as_old["old"]
    if verb in _ABOUT_FIELD or verb == "omitted":
        return re.sub(r"^that\s", "", told), new, taken_back
    right = re.split(r",\s(?:rather\sthan|instead\sof)\s", told, maxsplit=1)
    if len(right) == 2:
        return "", right[1], re.sub(r"^that\s", "", right[0])
    return "", new, taken_back or re.sub(r"^that\s", "", told)
