"""A valid document of every format, made in code: an invented story about a bridge at Holm.

Each maker takes the number of the document, so that many of one format are different articles. Benchmark, fuzzing and
the tests of hostile input begin with them.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable

HEADLINE = "Lorry strikes bridge at Holm"
PARAGRAPHS = (
    "The bridge at Holm closed on Monday after a lorry struck it, the council said.",
    "Nobody was hurt. The driver, a man of 43, “stopped at once”, said Ines Lund, who leads the harbour office.",
    "Repairs will cost about 120,000 euros and take three weeks, she said. Traffic goes by way of Vik until then.",
    "It was the third such accident in two years; a lorry of the same company hit the bridge in March.",
)
TIME = "2024-05-06T10:11:12+02:00"
_G2 = "http://iptc.org/std/nar/2006-10-01/"


def paragraphs(number: int) -> list[str]:
    """The story, with its number in it."""
    return [*PARAGRAPHS, f"Report number {number} of the day."]


def _markup(number: int) -> str:
    return "".join(f"<p>{one}</p>" for one in paragraphs(number))


def text(number: int) -> bytes:
    """Plain text."""
    return "\n\n".join([HEADLINE, *paragraphs(number)]).encode()


def markdown(number: int) -> bytes:
    """Markdown with front matter."""
    body = "\n\n".join(paragraphs(number))
    return f"---\ntitle: {HEADLINE}\ndate: {TIME}\n---\n\n# {HEADLINE}\n\n{body}\n\n- one lorry\n".encode()


def html(number: int) -> bytes:
    """A page with JSON-LD."""
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": TIME,
        "publisher": {"@type": "Organization", "name": "Holm Post"},
    }
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} | Holm Post</title>'
        f'<meta property="og:title" content="{HEADLINE}"><script type="application/ld+json">{json.dumps(facts)}'
        f"</script></head><body><nav>Home News</nav><article><h1>{HEADLINE}</h1>{_markup(number)}"
        f"</article><footer>About us</footer></body></html>"
    ).encode()


def article_json(number: int) -> bytes:
    """Article JSON."""
    return json.dumps(
        {
            "id": f"holm-{number}",
            "source": "holm.example",
            "title": HEADLINE,
            "published": TIME,
            "text": "\n\n".join(paragraphs(number)),
        }
    ).encode()


def jsonl(number: int) -> bytes:
    """Two articles, one a line."""
    return article_json(2 * number) + b"\n" + article_json(2 * number + 1) + b"\n"


def ninjs(number: int) -> bytes:
    """ninjs 1.3."""
    return json.dumps(
        {
            "uri": f"urn:holm.example:{number}",
            "type": "text",
            "version": "2",
            "firstcreated": TIME,
            "versioncreated": TIME,
            "pubstatus": "usable",
            "urgency": 4,
            "language": "en",
            "headline": HEADLINE,
            "byline": "Ole Berg",
            "body_xhtml": f"<div>{_markup(number)}</div>",
            "body_text": "\n\n".join(paragraphs(number)),
        }
    ).encode()


def newsml_g2(number: int) -> bytes:
    """A NewsML-G2 news item with XHTML content."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="{_G2}" guid="tag:holm.example,2024:{number}" '
        f'version="3" standard="NewsML-G2" standardversion="2.33" conformance="power" xml:lang="en">'
        f'<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>'
        f'<itemMeta><itemClass qcode="ninat:text"/><provider literal="holm.example"/>'
        f"<versionCreated>{TIME}</versionCreated><firstCreated>{TIME}</firstCreated>"
        f'<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><urgency>4</urgency><headline>{HEADLINE}</headline>'
        f'<by>Ole Berg</by><language tag="en"/></contentMeta><contentSet>'
        f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"{_markup(number)}</body></html></inlineXML></contentSet></newsItem>"
    ).encode()


def newsml(number: int) -> bytes:
    """NewsML 1.2 with an NITF body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><NewsML Version="1.2"><NewsEnvelope>'
        f"<DateAndTime>20240506T101112+0200</DateAndTime></NewsEnvelope><NewsItem><Identification><NewsIdentifier>"
        f"<ProviderId>holm.example</ProviderId><DateId>20240506</DateId><NewsItemId>bridge{number}</NewsItemId>"
        f'<RevisionId PreviousRevision="0" Update="N">1</RevisionId>'
        f"<PublicIdentifier>urn:newsml:holm.example:20240506:bridge{number}:1</PublicIdentifier></NewsIdentifier>"
        f'</Identification><NewsManagement><NewsItemType FormalName="News"/>'
        f"<FirstCreated>20240506T101112+0200</FirstCreated>"
        f"<ThisRevisionCreated>20240506T101112+0200</ThisRevisionCreated>"
        f'<Status FormalName="Usable"/><Urgency FormalName="4"/></NewsManagement><NewsComponent><NewsLines>'
        f"<HeadLine>{HEADLINE}</HeadLine><ByLine>Ole Berg</ByLine></NewsLines><DescriptiveMetadata>"
        f'<Language FormalName="en"/></DescriptiveMetadata><ContentItem><MediaType FormalName="Text"/>'
        f'<Format FormalName="NITF"/><DataContent><nitf><body><body.content>{_markup(number)}</body.content></body>'
        f"</nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    ).encode()


def nitf(number: int) -> bytes:
    """NITF 3.4."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><nitf version="-//IPTC//DTD NITF 3.4//EN"><head>'
        f'<title>{HEADLINE}</title><docdata management-status="usable"><doc-id id-string="holm-{number}" '
        f'regsrc="holm.example"/><urgency ed-urg="4"/><date.issue norm="20240506T101112+0200"/></docdata></head>'
        f"<body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline><byline>By Ole Berg</byline></body.head>"
        f"<body.content>{_markup(number)}</body.content></body></nitf>"
    ).encode()


def rss(number: int) -> bytes:
    """RSS 2.0 with two entries."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Holm Post</title>'
        "<link>https://holm.example/</link><description>News of Holm</description><language>en</language>"
        + "".join(
            f'<item><title>{HEADLINE}</title><guid isPermaLink="false">holm-{one}</guid>'
            f"<link>https://holm.example/{one}</link><pubDate>Mon, 06 May 2024 10:11:12 +0200</pubDate>"
            f"<description>Closed.</description><content:encoded><![CDATA[{_markup(one)}]]></content:encoded></item>"
            for one in (2 * number, 2 * number + 1)
        )
        + "</channel></rss>"
    ).encode()


def atom(number: int) -> bytes:
    """Atom with one entry."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<title>Holm Post</title><id>urn:holm</id><updated>{TIME}</updated><entry><title>{HEADLINE}</title>"
        f"<id>urn:holm:{number}</id><updated>{TIME}</updated><published>{TIME}</published>"
        f'<link href="https://holm.example/{number}"/><author><name>Ole Berg</name></author><content type="xhtml">'
        f'<div xmlns="http://www.w3.org/1999/xhtml">{_markup(number)}</div></content></entry></feed>'
    ).encode()


def anpa(number: int) -> bytes:
    """ANPA 1312, as a satellite feed gave it: SYN SYN SOH, a header line, STX, the story, ETX, a time, EOT."""
    body = "\r\n".join(f"   {one}" for one in paragraphs(number)).replace("“", "``").replace("”", "''")
    return (
        f"\x16\x16\x01a{number % 10000:04d}\x1fAP-\x1f\x12\x13\r\nr i bc-\x13Holm-Bridge   \x1305-06 0120\r\n"
        f"\x02BC-Holm-Bridge,0120\r\n{HEADLINE}\r\n{body}\r\n\x03\r\nAP-DT-05-06-24 1011EDT\r\n\x04"
    ).encode("ascii", "replace")


def email(number: int) -> bytes:
    """A message of plain text."""
    body = "\r\n\r\n".join(paragraphs(number))
    return (
        f"From: Holm Post Desk <desk@holm.example>\r\nTo: wire@news.example\r\nSubject: {HEADLINE}\r\n"
        f"Date: Mon, 06 May 2024 10:11:12 +0200\r\nMessage-ID: <{number}@holm.example>\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n"
    ).encode()


def docx(number: int) -> bytes:
    """The least that Word opens."""
    space = "http://schemas.openxmlformats.org"
    words = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in (HEADLINE, *paragraphs(number)))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{space}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{space}/wordprocessingml/2006/main"><w:body>{words}</w:body>'
        "</w:document>",
    }
    return zipped({name: f'<?xml version="1.0" encoding="UTF-8"?>{part}'.encode() for name, part in parts.items()})


def pdf(number: int) -> bytes:
    """One page of Helvetica."""
    lines = "".join(
        f"({one.replace('“', chr(34)).replace('”', chr(34))}) Tj T*\n" for one in (HEADLINE, "", *paragraphs(number))
    )
    page = f"BT /F1 8 Tf 36 760 Td 14 TL\n{lines}ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(page)}>>\nstream\n{page}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out = "%PDF-1.4\n"
    places: list[int] = []
    for place, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{place} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("cp1252")


def csv(number: int) -> bytes:
    """Two rows under names of fields."""
    rows = "".join(
        f'holm-{one},"{HEADLINE}",{TIME},"{" ".join(paragraphs(one))}"\r\n' for one in (2 * number, 2 * number + 1)
    )
    return f"id,title,published,text\r\n{rows}".encode()


def warc(number: int) -> bytes:
    """A web archive of two pages."""
    return b"".join(record(html(one), f"https://holm.example/{one}") for one in (2 * number, 2 * number + 1))


def record(page: bytes, url: str) -> bytes:
    """One response of a web archive."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-05-06T08:11:12Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{sum(url.encode()):012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    ).encode() + answer + b"\r\n\r\n"  # fmt: skip


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file of members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar file of members."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def zip_archive(number: int) -> bytes:
    """Two articles in a zip file."""
    return zipped({"a.json": article_json(2 * number), "in/b.html": html(2 * number + 1)})


def tar_gz(number: int) -> bytes:
    """Two articles in a packed tar file."""
    members = {"a.json": article_json(2 * number), "in/b.txt": text(2 * number + 1)}
    return gzip.compress(tarred(members), mtime=0)


def warc_gz(number: int) -> bytes:
    """A web archive packed record by record."""
    pages = (record(html(one), f"https://holm.example/{one}") for one in (2 * number, 2 * number + 1))
    return b"".join(gzip.compress(page, mtime=0) for page in pages)


def digitalwires(number: int) -> bytes:
    """A digitalwires item."""
    return json.dumps(
        {
            "urn": f"urn:newsml:holm.example:20240506:bridge{number}",
            "entry_id": f"bridge{number}",
            "version": 2,
            "version_created": TIME,
            "pubstatus": "usable",
            "language": "en",
            "headline": HEADLINE,
            "dateline": "Holm (hp) - ",
            "urgency": 4,
            "byline": "Ole Berg",
            "article_html": f'<section class="main">{_markup(number)}</section>',
            "infobox_html": '<section class="infobox"><p>The bridge is 61 metres long.</p></section>',
            "ednotes": [{"role": "correction_short", "ednote": "corrects age to 43"}],
        }
    ).encode()


def json_feed(number: int) -> bytes:
    """JSON Feed 1.1 with two items."""
    items = [
        {"id": f"holm-{one}", "title": HEADLINE, "date_published": TIME, "content_html": _markup(one)}
        for one in (2 * number, 2 * number + 1)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Holm Post", "items": items}).encode()


def ninjs3(number: int) -> bytes:
    """ninjs 3, whose texts stand in lists."""
    return json.dumps(
        {
            "uri": f"urn:holm.example:{number}",
            "standard": {"name": "ninjs", "version": "3.0"},
            "type": "text",
            "version": "2",
            "firstCreated": TIME,
            "versionCreated": TIME,
            "pubStatus": "usable",
            "language": "en",
            "headlines": [{"role": "main", "value": HEADLINE}],
            "bodies": [{"contentType": "text/html", "value": f"<div>{_markup(number)}</div>"}],
        }
    ).encode()


def g2_message(number: int) -> bytes:
    """A NewsML-G2 message of two items."""
    items = "".join(newsml_g2(one).decode().split("?>", 1)[1] for one in (2 * number, 2 * number + 1))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="{_G2}"><header><sent>{TIME}</sent></header>'
        f"<itemSet>{items}</itemSet></newsMessage>"
    ).encode()


def iptc7901(number: int) -> bytes:
    """IPTC 7901: SOH, source and number, STX, the story, ETX, a time, EOT."""
    body = "\r\n".join(f"   {one}" for one in paragraphs(number)).replace("“", '"').replace("”", '"')
    return (
        f"\x01hpo{number % 1000:03d} 4 pol 120  hpo {number % 1000:04d}\r\n\r\nAccidents/Bridge/\r\n"
        f"\x02{HEADLINE} =\r\n\r\n{body}\r\n\x03\r\n061011 May 24\r\n\x04"
    ).encode()


def email_parts(number: int) -> bytes:
    """A message of plain text, the same as HTML, and an attached archive."""
    page = base64.encodebytes(html(number)).decode().replace("\n", "\r\n")
    packed = base64.encodebytes(zip_archive(number)).decode().replace("\n", "\r\n")
    words = "\r\n\r\n".join(paragraphs(number))
    return (
        f"From: =?utf-8?q?Holm_P=C3=B6st?= <desk@holm.example>\r\nTo: wire@news.example\r\nSubject: {HEADLINE}\r\n"
        f"Date: Mon, 06 May 2024 10:11:12 +0200\r\nMessage-ID: <{number}.p@holm.example>\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/mixed; boundary="out"\r\n\r\n--out\r\n'
        f'Content-Type: multipart/alternative; boundary="in"\r\n\r\n--in\r\nContent-Type: text/plain; charset=utf-8\r\n'
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{words}\r\n--in\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{page}\r\n--in--\r\n--out\r\nContent-Type: application/zip\r\n"
        f'Content-Disposition: attachment; filename="more.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n{packed}\r\n'
        f"--out--\r\n"
    ).encode()


def mbox(number: int) -> bytes:
    """A mailbox of two messages."""
    return b"".join(
        b"From desk@holm.example Mon May  6 10:11:12 2024\n" + email(one).replace(b"\r\n", b"\n") + b"\n"
        for one in (2 * number, 2 * number + 1)
    )


# Name of the format, the suffix its files have, and how one is made.
SEEDS: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "text": (".txt", text),
    "markdown": (".md", markdown),
    "html": (".html", html),
    "json": (".json", article_json),
    "jsonl": (".jsonl", jsonl),
    "ninjs": (".json", ninjs),
    "ninjs 3": (".json", ninjs3),
    "digitalwires": (".json", digitalwires),
    "json feed": (".json", json_feed),
    "newsml-g2": (".xml", newsml_g2),
    "newsml-g2 message": (".xml", g2_message),
    "newsml": (".xml", newsml),
    "nitf": (".xml", nitf),
    "rss": (".xml", rss),
    "atom": (".xml", atom),
    "anpa": (".anpa", anpa),
    "iptc7901": (".txt", iptc7901),
    "email": (".eml", email),
    "email in parts": (".eml", email_parts),
    "mbox": (".mbox", mbox),
    "docx": (".docx", docx),
    "pdf": (".pdf", pdf),
    "csv": (".csv", csv),
    "warc": (".warc", warc),
    "zip": (".zip", zip_archive),
    "tar.gz": (".tar.gz", tar_gz),
    "warc.gz": (".warc.gz", warc_gz),
}
