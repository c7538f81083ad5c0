"""E-mail: a message's story, and the stories attached to it.

Subject, sender and date are the headline, the source and the time; labelled lines in the text ("Headline: …") say it
better where they stand. Plain text is preferred to HTML. Attachments are documents of their own, named
``message.eml!story.docx``. Nothing of a message is believed beyond limits: its header, its lines and its parts are
counted before the parser sees them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import compat32
from hashlib import sha256

from claimcheck.model import Article, Item, ReadError
from claimcheck.read.article import complete
from claimcheck.read.document import MEMBER, Document, decode
from claimcheck.read.email_headers import STATEFUL, date_of, decoded_words, ids_of, sender_of
from claimcheck.read.email_text import Words, embargo_in, words_of_marked_up, words_of_plain
from claimcheck.read.limits import MOST_NESTED
from claimcheck.read.markup import body_of_html
from claimcheck.read.signals import signals_of

Report = Callable[[ReadError], None]

_HEAD = 16_384  # bytes in which a message shows itself
_HEADER = 1 << 20  # bytes; the longest headers, of lists and gateways, have some tens of kilobytes
_LINES = 1_000_000
_LINES_BY_PARTS = 40_000_000  # the parser tests each line against the boundary of each multipart around it
_MULTIPARTS = 100
_PARTS = 500
_MESSAGES = 10_000
_COVERING = 300  # code points; a shorter text beside an attached story is a note that it is attached
_STUB = 200  # code points; a shorter text/plain beside HTML may say only that there is HTML
_FIELD = re.compile(r"([!-9;-~]{1,76})[ \t]*:")
_SENDERS = frozenset("from sender return-path received reply-to delivered-to x-received".split())
_OTHERS = frozenset("date subject message-id mime-version to content-type received".split())
_MBOX = re.compile(rb"(?:\A|(?<=\n))From [^\n]{3,200}\d{4}\s*\n(?=[!-9;-~]{1,76}:)")
_PREFIX = re.compile(r"(?:\s*(?:fwd?|re|aw|wg|tr|sv|vs|rv|antw)\s?(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_STORY_TYPES = re.compile(
    r"application/(?:pdf|msword|xml|json|zip|gzip|x-zip-compressed|x-gzip|x-tar|octet-stream|vnd\.openxml[\w.-]*"
    r"|[\w.+-]*\+(?:xml|json))"
    r"|text/(?!calendar|x-vcard|vcard|css)[\w.+-]+|message/rfc822",
    re.IGNORECASE,
)
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})


def looks_like_email(document: Document, sample: str) -> bool:
    """True for a document that opens with mail headers: one that names a sender and another, before an empty line."""
    head = document.data[:_HEAD].lstrip(b"\r\n")
    if head.startswith(b"From "):
        head = head.partition(b"\n")[2]
    names = set()
    for index, line in enumerate(head.decode("latin-1").split("\n")):
        if not line.strip("\r"):
            break
        if line[0] in " \t" and index:
            continue
        field = _FIELD.match(line)
        if field is None:
            return False
        names.add(field.group(1).lower())
    return bool(names & _SENDERS) and len(names & (_SENDERS | _OTHERS)) >= 2 and bool(names & _OTHERS)


def read_email(document: Document, report: Report) -> Iterator[Article]:
    """The story of a message and those attached to it; of a mailbox (mbox), of each message. One that is encrypted
    or beyond the limits is named."""
    for data, at in _messages(document, report):
        try:
            yield from _Mail(replace(document, data=data), at, report).articles()
        except ReadError as error:
            report(error)


def _messages(document: Document, report: Report) -> Iterator[tuple[bytes, int]]:
    """(message, the byte it begins at)."""
    data = document.data
    starts = [match.end() for match in _MBOX.finditer(data)] if data.lstrip(b"\r\n").startswith(b"From ") else []
    if not starts:
        yield data.lstrip(b"\r\n"), 0
        return
    ends = [*[match.start() for match in _MBOX.finditer(data)][1:], len(data)]
    for start, end in list(zip(starts, ends, strict=True))[:_MESSAGES]:
        yield data[start:end], start
    if len(starts) > _MESSAGES:
        reason = f"more than {_MESSAGES:,} messages; the rest is not read"
        report(ReadError(document.path, reason, f"byte {starts[_MESSAGES]}"))


class _Mail:
    """One message while it is read."""

    def __init__(self, document: Document, at: int, report: Report) -> None:
        self.path = document.path
        self.place = f"byte {at}"
        self.report = report
        self._refuse_if_too_large(document.data)
        try:
            self.message: Message = message_from_bytes(document.data, policy=compat32)
        except (RecursionError, MessageError, ValueError, LookupError, TypeError) as error:
            raise self.refused(f"broken e-mail: {type(error).__name__}") from None
        self.headers: dict[str, str] = {}
        for name, value in self.message.raw_items():
            self.headers.setdefault(str(name).lower(), str(value))
        self.parts = self._leaves()

    def refused(self, reason: str) -> ReadError:
        return ReadError(self.path, reason, self.place)

    def _refuse_if_too_large(self, data: bytes) -> None:
        blank = re.search(rb"\r?\n\r?\n", data)
        if (blank.start() if blank else len(data)) > _HEADER:
            raise self.refused("e-mail header of more than 1 MB")
        lines, multiparts = data.count(b"\n"), len(re.findall(rb"multipart/", data, re.IGNORECASE))
        if multiparts > _MULTIPARTS:
            raise self.refused(f"more than {_MULTIPARTS} multiparts in one message")
        if lines > _LINES or lines * multiparts > _LINES_BY_PARTS:
            raise self.refused("e-mail of too many lines")

    def _leaves(self) -> list[Message]:
        """The parts that hold something, in order; a message inside is one part."""
        out: list[Message] = []
        stack: list[Message] = [self.message]
        while stack:
            part = stack.pop()
            kind = part.get_content_type()
            if kind in _ENCRYPTED:
                raise self.refused("encrypted e-mail")
            if part.is_multipart() and kind != "message/rfc822":
                stack.extend(reversed(_children(part)))
            else:
                out.append(part)
            if len(out) + len(stack) > _PARTS:
                raise self.refused(f"more than {_PARTS} parts in one message")
        return out

    def articles(self) -> Iterator[Article]:
        """The message's own story, then those attached; a note that only covers them is set aside."""
        attached: list[Article] = []
        for part in self.parts:
            if self._is_attachment(part):
                attached.extend(self._attached(part))
        story = self._story()
        if attached and not story.text.strip():
            yield from attached
            return
        if attached and len(story.text) < _COVERING:
            story = replace(story, skipped=story.skipped or "covering note of an attachment")
        yield story
        yield from attached

    def _is_attachment(self, part: Message) -> bool:
        kind = part.get_content_type()
        if not _STORY_TYPES.fullmatch(kind):
            return False
        return kind not in {"text/plain", "text/html"} or _disposition(part) == "attachment" or bool(_name_of(part))

    def _story(self) -> Article:
        words = self._words()
        fields = words.fields
        header = {name: self._header(name) for name in ("subject", "from", "date", "message-id", "content-language")}
        subject = _PREFIX.sub("", fields.get("subject") or header["subject"]).strip()
        headline = fields.get("headline", subject)
        sender, address = sender_of(fields.get("from") or header["from"])
        date = date_of(fields.get("date", "")) or date_of(header["date"])
        domain = address.rpartition("@")[2]
        item = Item(
            provider=domain,
            provider_id=ids_of(header["message-id"])[0] if ids_of(header["message-id"]) else "",
            version_created=date,
            editor_note=fields.get("note", ""),
            embargo=fields.get("embargo", "") or embargo_in(subject),
            slug=fields.get("slug", ""),
            byline=fields.get("byline", "") or " ".join(sender.split()),
            replaces=self._replaces(headline, fields.get("note", "")),
        )
        article = Article(
            id="",
            text=words.body.text,
            title=headline,
            language=header["content-language"].split(",")[0].strip(),
            path=self.path,
            reader="email",
            skipped="automatic message: not a story" if self._is_automatic() else None,
            blocks=words.body.blocks,
            item=item,
        )
        return complete(article)

    def _is_automatic(self) -> bool:
        auto = self._header("auto-submitted").lower()
        return self.message.get_content_type() == "multipart/report" or auto.startswith(
            ("auto-replied", "auto-generated;")
        )

    def _replaces(self, headline: str, note: str) -> tuple[str, ...]:
        """The messages that this one says it replaces: by name, or as the answer to one that it corrects."""
        named = ids_of(self._header("supersedes")) + ids_of(self._header("replaces"))
        if signals_of(headline, "", note):
            named += ids_of(self._header("in-reply-to")) + ids_of(self._header("references"))
        return tuple(dict.fromkeys(named))

    def _words(self) -> Words:
        plain = self._text("text/plain")
        if plain is not None and len(plain.body.text) >= _STUB:
            return plain
        marked_up = self._text("text/html")
        if marked_up is not None and len(marked_up.body.text) > len(plain.body.text if plain else ""):
            return Words(marked_up.body, (plain.fields if plain else {}) | marked_up.fields)
        return plain or Words(body_of_html("", self.path))

    def _text(self, kind: str) -> Words | None:
        """The words of the parts of one kind that are no attachments, one after another."""
        found: Words | None = None
        for part in self.parts:
            if part.get_content_type() != kind or self._is_attachment(part):
                continue
            text = self._decoded(part)
            if kind == "text/plain":
                flowed = str(_parameter(part, "format")).lower() == "flowed"
                words = words_of_plain(text, flowed=flowed, delsp=str(_parameter(part, "delsp")).lower() == "yes")
            else:
                words = words_of_marked_up(body_of_html(text, self.path, self.place))
            if found is None or not found.body.text:
                found = words
        return found

    def _decoded(self, part: Message) -> str:
        payload = _payload(part)
        charset = str(_parameter(part, "charset")).strip("'\" ").lower()
        if STATEFUL.fullmatch(charset):
            with suppress(UnicodeDecodeError, LookupError):
                return payload.decode(charset)
        return decode(Document(self.path, payload, charset=charset))

    def _attached(self, part: Message) -> Iterator[Article]:
        """The stories of an attachment, whatever reader they take; what is none is named."""
        from claimcheck.read.containers import documents_from
        from claimcheck.read.formats import choose_by_content

        name = _name_of(part) or ("message.eml" if part.get_content_type() == "message/rfc822" else "attachment")
        path = f"{self.path}{MEMBER}{name}"
        if path.count(MEMBER) > MOST_NESTED:
            self.report(ReadError(path, f"more than {MOST_NESTED} messages inside one another: not opened", self.place))
            return
        data = _inner_message(part) if part.get_content_type() == "message/rfc822" else _payload(part)
        if not data.strip():
            return
        for document in documents_from(Document(path, data), self.report):
            digest = sha256(document.data).hexdigest()
            try:
                for article in choose_by_content(document).read(document, self.report):
                    yield replace(article, item=replace(article.item, raw_sha256=article.item.raw_sha256 or digest))
            except ReadError as error:
                self.report(error)

    def _header(self, name: str) -> str:
        """A header as text in one line, encoded words decoded; "" where it is missing."""
        return decoded_words(self.headers.get(name, ""))


def _parameter(part: Message, name: str) -> str:
    try:
        value = part.get_param(name, "")
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        return ""
    return value if isinstance(value, str) else str(value[-1]) if isinstance(value, tuple) else ""


def _disposition(part: Message) -> str:
    try:
        return (part.get_content_disposition() or "").lower()
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        return ""


def _name_of(part: Message) -> str:
    """The file name of a part, its last element alone and printable; "" where it has none."""
    try:
        name = part.get_filename("") or ""
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        return ""
    bare = re.split(r"[/\\]", decoded_words(str(name)))[-1].replace(MEMBER, "_").strip()
    return bare[:200] if bare.strip(".") else ""


def _payload(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone; a charset parameter that breaks the library is dropped."""
    for _ in range(2):
        with suppress(ValueError, LookupError, TypeError, AssertionError, AttributeError):
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
        with suppress(ValueError, LookupError, TypeError, AttributeError):
            part.del_param("charset")
    return b""


def _children(part: Message) -> list[Message]:
    payload = part.get_payload() if part.is_multipart() else []
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _inner_message(part: Message) -> bytes:
    inner = next(iter(_children(part)), None)
    if inner is None:
        return _payload(part)
    with suppress(ValueError, LookupError, TypeError, KeyError, RecursionError, AttributeError, UnicodeError):
        return inner.as_bytes(policy=compat32)
    return b""
