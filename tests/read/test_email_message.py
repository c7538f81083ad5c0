"""Messages: fields, charsets, encodings, attachments and limits. Every message here is invented."""

from __future__ import annotations

import base64
import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.model import Article, ReadError, Signal
from claimcheck.read.document import Document
from claimcheck.read.email_message import looks_like_email, read_email
from claimcheck.read.email_text import words_of_plain
from claimcheck.read.formats import choose_reader

STORY = (
    "BERGEN, May 3 (Nordwire) - A car ferry burned in the harbour on Friday and all 40 people aboard were taken off, "
    "the line said.\n\nThe fire began in the engine room, its captain told reporters. Nobody was hurt, and the harbour "
    "was "
    "open again by noon.\n"
)
HEAD = (
    b"From: Desk <desk@nordwire.example>\r\nSubject: Ferry burns off Bergen\r\n"
    b"Date: Fri, 03 May 2019 14:25:00 +0200\r\n"
    b"Message-ID: <a1@nordwire.example>\r\n"
)


def read(data: bytes) -> tuple[list[Article], list[ReadError]]:
    faults: list[ReadError] = []
    return list(read_email(Document("m.eml", data), faults.append)), faults


def message(text: str = STORY, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Desk <desk@nordwire.example>"
    mail["Subject"] = "Ferry burns off Bergen"
    mail["Date"] = "Fri, 03 May 2019 14:25:00 +0200"
    mail["Message-ID"] = "<a1@nordwire.example>"
    for name, value in headers.items():
        name = name.replace("_", "-")
        del mail[name]
        mail[name] = value
    mail.set_content(text)
    return mail


def test_a_message() -> None:
    (story,), faults = read(message().as_bytes())
    assert not faults
    assert (story.title, story.source, story.published) == (
        "Ferry burns off Bergen",
        "nordwire.example",
        "Fri, 03 May 2019 14:25:00 +0200",
    )
    item = story.item
    assert (story.id, item.byline, item.replaces) == ("a1@nordwire.example", "Desk", ())
    assert item.dateline is not None
    assert item.dateline.text == "BERGEN, May 3 (Nordwire) -"
    assert [block.end - block.start for block in story.blocks] == [len(part) for part in story.text.split("\n\n")]


@pytest.mark.parametrize(
    "headers, replaces",
    [
        ({"Subject": "UPDATE 1-Ferry burns", "In_Reply_To": "<a0@x>"}, ("a0@x",)),
        ({"Subject": "CORRECTED-Ferry burns", "References": "<a0@x> <a1@x>"}, ("a0@x", "a1@x")),
        ({"Subject": "Re: Ferry burns", "In_Reply_To": "<a0@x>"}, ()),
        ({"Subject": "Ferry burns", "References": "<a0@x>"}, ()),
        ({"Supersedes": "<a0@x>"}, ("a0@x",)),
    ],
)
def test_which_messages_are_replaced(headers: dict[str, str], replaces: tuple[str, ...]) -> None:
    (story,), _ = read(message(**headers).as_bytes())
    assert story.item.replaces == replaces


@pytest.mark.parametrize(
    "subject, title",
    [
        ("Fwd: Ferry burns", "Ferry burns"),
        ("FW: WG: Ferry burns", "Ferry burns"),
        ("Re[2]: Ferry burns", "Ferry burns"),
        ("Regatta: Ferry burns", "Regatta: Ferry burns"),
        ("=?utf-8?q?F=C3=A6rge_br=C3=A6nder?=", "Færge brænder"),
        ("=?utf-8?b?RsOmcmdl?=", "Færge"),
        ("=?utf-8?b?RsOmcmd?=", None),
        ("=?no-such?q?F=E6rge?=", "Færge"),
        ("=?windows-1252?Q?Desk\xe2\x80\x99s_ferry?=", "Desk’s ferry"),
        ("F\xc3\xa6rge", "Færge"),
        ("F\xe6rge", "Færge"),
        ("", ""),
    ],
)
def test_subjects(subject: str, title: str | None) -> None:
    data = HEAD.replace(b"Ferry burns off Bergen", subject.encode("latin-1")) + b"\r\n" + STORY.encode()
    (story,), faults = read(data)
    assert not faults
    if title is not None:
        assert story.title == title


@pytest.mark.parametrize(
    "header, body, text",
    [
        (
            b"Content-Type: text/plain; charset=windows-1252\r\n",
            b"\x93Ja\x94, sagde f\xf8reren.",
            "“Ja”, sagde føreren.",
        ),
        (b"Content-Type: text/plain; charset=iso-8859-1\r\n", b"\x93Ja\x94", "“Ja”"),
        (b"Content-Type: text/plain; charset=us-ascii\r\n", "“Ja”".encode(), "“Ja”"),
        (b"Content-Type: text/plain; charset=koi8-r\r\n", "Паром".encode("koi8-r"), "Паром"),
        (b"Content-Type: text/plain; charset=iso-2022-jp\r\n", "船".encode("iso-2022-jp"), "船"),
        (b"Content-Type: text/plain; charset=nonsense\r\n", b"Ja.", "Ja."),
        (b"Content-Type: text/plain\r\n", "Årø.".encode(), "Årø."),
        (b"", b"Ja.", "Ja."),
        (b"Content-Type: nonsense\r\n", b"Ja.", "Ja."),
        (b"Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n", b"a=C3=\r\n=A6b =3D", "aæb ="),
        (
            b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n",
            base64.b64encode("Årø.".encode()),
            "Årø.",
        ),
        (b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n", b"SmEu====", "Ja."),
        (b"Content-Type: text/html\r\n", b"<p>Ja &amp; nej.</p><script>x</script><p>Slut.</p>", "Ja & nej.\n\nSlut."),
    ],
)
def test_charsets_and_encodings(header: bytes, body: bytes, text: str) -> None:
    (story,), faults = read(HEAD + header + b"\r\n" + body)
    assert (story.text, faults) == (text, [])


@pytest.mark.parametrize(
    "text, expected",
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("One.\n-- \nDesk\nNordwire", "One."),
        ("One.\n\nSent from my phone", "One."),
        ("One.\n________________\nThis e-mail is confidential and only for you.", "One."),
        ("One.\n________________\nTwo.", "One.\n\n________________\n\nTwo."),
        ("One.\n\nOn Friday, 3 May, Ann wrote:\n> Old.", "One."),
        ("> Only\n> quoted", "Only\n\nquoted"),
        ("One.\n> Old\nTwo.", "One.\n\nTwo."),
        (
            "This line of the story was broken at the margin by the program that\nsent it.\nThis one stands alone.",
            "This line of the story was broken at the margin by the program that sent it.\n\nThis one stands alone.",
        ),
        ("x" * 300 + "\nA line of about sixty signs, which is not wrapped, you see!\nNext.", None),
        ("By Ann Moss\n\nOne.", "One."),
        ("Headline: X\nSlug: FERRY\nOne.", "One."),
        ("EMBARGOED UNTIL 00:01 Friday 3 May\n\nOne.", "One."),
        ("Embargo on arms was lifted on 3 May after a vote.\n\nOne.", None),
        ("One.\n\nAnn Moss\nTel: +47 55 00 00\nTwitter: @moss", "One."),
        ("", ""),
        ("\n\n", ""),
    ],
)
def test_plain_text(text: str, expected: str | None) -> None:
    words = words_of_plain(text)
    if expected is None:
        expected = "\n\n".join(line for line in text.split("\n") if line)
    assert words.body.text == expected


def test_flowed_text() -> None:
    assert words_of_plain("One \ntwo.\n\n  Three \nfour.", flowed=True).body.text == "One two.\n\nThree four."
    assert words_of_plain("One \ntwo.", flowed=True, delsp=True).body.text == "Onetwo."


def test_labelled_lines_say_it_better() -> None:
    text = "Headline: All aboard safe\nSlug: FERRY/FIRE\nEmbargo: 2019-05-04T00:01\n"
    text += "Eds: Corrects age to 43\nBy Ann Moss\n\n"
    (story,), _ = read(message(text + STORY).as_bytes())
    item = story.item
    assert (story.title, item.slug, item.embargo) == ("All aboard safe", "FERRY/FIRE", "2019-05-04T00:01")
    assert (item.byline, item.editor_note) == ("By Ann Moss", "Corrects age to 43")
    assert item.signals == (Signal.CORRECTION,)
    assert story.text.startswith("BERGEN, May 3")


def test_a_forwarded_message_is_read() -> None:
    text = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Wire <wire@other.example>\n"
        "Date: Thu, 2 May 2019 09:00:00 +0200\n"
        "Subject: Bridge closed\nTo: Desk <desk@nordwire.example>\n\n" + STORY
    )
    (story,), _ = read(message(text, Subject="Fwd: Bridge closed").as_bytes())
    assert (story.title, story.source) == ("Bridge closed", "other.example")
    assert story.published == "Thu, 2 May 2019 09:00:00 +0200"
    assert story.text.startswith("BERGEN, May 3")


def test_html_is_read_where_plain_text_is_a_stub() -> None:
    mail = message("Your program does not show HTML.\n")
    mail.add_alternative(
        "<html><body><h1>Ferry</h1><p>" + STORY.replace("\n\n", "</p><p>") + "</p></body></html>", "html"
    )
    (story,), _ = read(mail.as_bytes())
    assert story.text.startswith("Ferry\n\nBERGEN")
    mail = message()
    mail.add_alternative("<p>Other words, and many more of them than the text has.</p>" * 20, "html")
    (story,), _ = read(mail.as_bytes())
    assert story.text.startswith("BERGEN")


def test_attached_stories_are_read_and_the_note_that_covers_them_is_set_aside() -> None:
    mail = message("Please find two stories attached.\n")
    mail.add_attachment(STORY.encode(), "text", "plain", filename="../../etc/ferry.txt")
    mail.add_attachment(b'{"title": "Bridge", "text": "A bridge fell."}', "application", "json", filename="bridge.json")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="logo.png")
    stories, faults = read(mail.as_bytes())
    assert not faults
    assert [(story.path, story.skipped) for story in stories] == [
        ("m.eml", "covering note of an attachment"),
        ("m.eml!ferry.txt", None),
        ("m.eml!bridge.json", None),
    ]


def test_a_message_inside_a_message_and_an_archive_are_opened() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ferry.txt", STORY)
    mail = message("See below.\n")
    mail.add_attachment(message(Subject="Inner", Message_ID="<a2@x>"))
    mail.add_attachment(packed.getvalue(), "application", "zip", filename="week.zip")
    stories, faults = read(mail.as_bytes())
    assert not faults
    assert [(story.path, story.title) for story in stories][1:] == [
        ("m.eml!message.eml", "Inner"),
        ("m.eml!week.zip!ferry.txt", ""),
    ]


def test_messages_inside_one_another_end() -> None:
    mail = message()
    for number in range(8):
        outer = message(f"Level {number}.\n")
        outer.add_attachment(mail)
        mail = outer
    stories, faults = read(mail.as_bytes())
    assert len(stories) == 5
    assert [fault.reason for fault in faults] == ["more than 4 messages inside one another: not opened"]


def test_a_mailbox() -> None:
    box = b"From desk@x Fri May  3 14:25:00 2019\n" + message().as_bytes() + b"\n\n"
    box += b"From desk@x Fri May  3 15:25:00 2019\n" + message(Message_ID="<a2@x>").as_bytes()
    stories, faults = read(box)
    assert ([story.id for story in stories], faults) == (["a1@nordwire.example", "a2@x"], [])


def test_automatic_messages_are_set_aside() -> None:
    (story,), _ = read(message(Auto_Submitted="auto-replied").as_bytes())
    assert story.skipped == "automatic message: not a story"


@pytest.mark.parametrize(
    "data, reason",
    [
        (HEAD + b"Content-Type: multipart/encrypted; boundary=x\r\n\r\n--x\r\n\r\na\r\n--x--", "encrypted e-mail"),
        (HEAD + b"Content-Type: application/pkcs7-mime\r\n\r\nabc", "encrypted e-mail"),
        (HEAD + b"X: " + b"a" * (1 << 20) + b"\r\n\r\nb", "e-mail header of more than 1 MB"),
        (HEAD + b"X: a\r\n" * 200_000 + b"\r\nb", "e-mail header of more than 1 MB"),
        (
            HEAD
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1000)),
            "more than 100 multiparts in one message",
        ),
        (HEAD + b"\r\n" + b"\n" * 3_000_000, "e-mail of too many lines"),
        (
            HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\na\r\n" * 600,
            "more than 500 parts",
        ),
        (HEAD + b"\r\n\x00\x00\x01", "binary file, not text"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    stories, faults = read(data)
    assert not stories
    assert [fault.reason.startswith(reason) for fault in faults] == [True]
    assert faults[0].path == "m.eml"
    assert faults[0].place


@pytest.mark.parametrize(
    "data, found",
    [
        (HEAD + b"\r\nText", True),
        (b"\r\n" + HEAD + b"\r\nText", True),
        (b"Received: by x\r\n\twith y\r\nFrom: a@b\r\nDate: x\r\n\r\n", True),
        (b"Subject: Ferry\nFrom: a@b\n\nText", True),
        (b"From: a@b\n\nText", False),
        (b"Subject: Ferry\nDate: today\n\nText", False),
        (b"A story.\nFrom: a@b\nDate: x\n\n", False),
        (b"---\nfrom: a\ndate: b\n---\n", False),
        (b'{"from": "a", "date": "b"}', False),
        (b"From here: the road: goes on.\nSubject: none", False),
        (b"", False),
        (b"\n\n", False),
        (b"From ", False),
        (b"From: the desk\nThe ferry burned.\nDate: Friday", False),
    ],
)
def test_what_looks_like_mail(data: bytes, found: bool) -> None:
    assert looks_like_email(Document("x.txt", data), "") is found


def test_the_reader_is_chosen() -> None:
    assert choose_reader(Document("x.txt", message().as_bytes())).name == "email"


def _samples() -> list[bytes]:
    mail = message("Headline: X\n\n" + STORY)
    mail.add_alternative("<p>" + STORY + "</p>", "html")
    mail.add_attachment(STORY.encode(), "text", "plain", filename="a.txt")
    mail.add_attachment(message())
    return [message().as_bytes(), mail.as_bytes(), HEAD + b"Content-Transfer-Encoding: base64\r\n\r\nSmEu"]


SAMPLES = _samples()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_damage_is_a_read_error(data: st.DataObject) -> None:
    mail = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(1, 30))):
        mail[data.draw(st.integers(0, len(mail) - 1))] = data.draw(st.integers(0, 255))
    stories, faults = read(bytes(mail))
    assert all(fault.path and fault.reason for fault in faults)
    for story in stories:
        assert all(0 <= block.start < block.end <= len(story.text) for block in story.blocks)


def test_long_messages_are_quick() -> None:
    for piece in (
        b"a ",
        b"> a\n",
        b"line of text\n",
        b"From: x\n",
        b"=?utf-8?q?",
        b"<a@b>",
        b"&lt;",
        b"-- \n",
        b"\n",
        b"-",
        b":",
        b";",
    ):
        read(HEAD + b"\r\n" + piece * 40_000)
        read(HEAD.replace(b"Ferry", piece * 3_000) + b"\r\nText")
        read(HEAD.replace(b"desk@nordwire", b"no" + piece.strip() * 3_000) + b"\r\nText")


@pytest.mark.parametrize(
    "date, published",
    [
        ("Fri, 03 May 2019 14:25:00 +0200 (CEST)", "Fri, 03 May 2019 14:25:00 +0200"),
        ("3 May 19 14:25:00 GMT", "3 May 19 14:25:00 GMT"),
        ("Fri, 03 May 2019 14:25:00 +0209999", ""),
        ("Fri, 03 May 2019 14:25:99999999999999999999 +0200", ""),
        ("Fri, 09999999999999999999993 May 2019 14:25:00 +0200", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates(date: str, published: str) -> None:
    (story,), faults = read(HEAD.replace(b"Fri, 03 May 2019 14:25:00 +0200", date.encode()) + b"\r\n" + STORY.encode())
    assert (story.published, faults) == (published, [])
