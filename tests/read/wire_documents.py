"""Wire documents of an invented agency, made in code: every part may be left out or replaced."""

from __future__ import annotations

STORY = (
    "<p>HOLM (Nordwire) - A lorry hit the old bridge at Holm on Monday, police said.</p><p>Two people were hurt.</p>"
)
PAGE = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Old</title></head><body>{STORY}</body></html>'
ITEM_META = (
    '<itemClass qcode="ninat:text"/><provider qcode="nprov:NW"><name>Nordwire</name></provider>'
    "<versionCreated>2031-05-05T10:20:00+02:00</versionCreated>"
)


def g2_item(
    *,
    name: str = "newsItem",
    attributes: str = 'guid="urn:nw:1" standard="NewsML-G2" standardversion="2.32" conformance="power" version="3"',
    catalog: str = '<catalogRef href="http://nordwire.example/catalog.xml"/>',
    rights: str = "",
    meta: str = ITEM_META,
    more_meta: str = "",
    content: str = "<headline>Lorry hits bridge</headline>",
    contents: str = f'<inlineXML contenttype="application/xhtml+xml">{PAGE}</inlineXML>',
    language: str = "en",
    after: str = "",
) -> str:
    """A NewsML-G2 item; the namespace of the standard is declared on it."""
    item_meta = f"<itemMeta>{meta}{more_meta}</itemMeta>" if meta + more_meta else ""
    content_set = f"<contentSet>{contents}</contentSet>" if contents else ""
    return (
        f'<{name} xmlns="http://iptc.org/std/nar/2006-10-01/" {attributes} xml:lang="{language}">'
        f"{catalog}{rights}{item_meta}<contentMeta>{content}</contentMeta>{content_set}{after}</{name}>"
    )


def g2_message(*items: str) -> str:
    """A news message around items."""
    inside = "\n".join(items)
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>\n{inside}\n</itemSet></newsMessage>'


def newsml1_item(
    *,
    identifier: str = (
        "<ProviderId>nordwire.example</ProviderId><DateId>20310505</DateId><NewsItemId>holm-bridge</NewsItemId>"
        '<RevisionId PreviousRevision="1" Update="N">2</RevisionId>'
        "<PublicIdentifier>urn:newsml:nordwire.example:20310505:holm-bridge:2</PublicIdentifier>"
    ),
    management: str = (
        '<NewsItemType FormalName="News"/><FirstCreated>20310505T081500+0200</FirstCreated>'
        '<ThisRevisionCreated>20310505T102000+0200</ThisRevisionCreated><Status FormalName="Usable"/>'
        '<Urgency FormalName="3"/>'
    ),
    lines: str = "<HeadLine>Lorry hits bridge</HeadLine><ByLine>By Ann Berg</ByLine><SlugLine>Holm-bridge</SlugLine>",
    component: str = "",
    contents: str = "",
) -> str:
    """A NewsItem of NewsML 1.2 with one component; ``contents`` replaces the content items of it."""
    story = f"<ContentItem><MediaType FormalName='Text'/><DataContent>{PAGE}</DataContent></ContentItem>"
    return (
        f"<NewsItem><Identification><NewsIdentifier>{identifier}</NewsIdentifier></Identification>"
        f"<NewsManagement>{management}</NewsManagement>"
        f"<NewsComponent><NewsLines>{lines}</NewsLines>"
        "<AdministrativeMetadata><Provider><Party FormalName='Nordwire'/></Provider></AdministrativeMetadata>"
        f"<DescriptiveMetadata><Language FormalName='en'/></DescriptiveMetadata>{component}{contents or story}"
        "</NewsComponent></NewsItem>"
    )


def newsml1(*items: str) -> str:
    """A NewsML 1.2 document around items."""
    return f'<NewsML Version="1.2"><NewsEnvelope/>{"".join(items)}</NewsML>'


def nitf(
    *,
    data: str = (
        '<doc-id id-string="nw-17" regsrc="Nordwire"/><urgency ed-urg="4"/>'
        '<date.issue norm="20310505T102000+0200"/><du-key key="holm-bridge" version="2"/>'
    ),
    status: str = ' management-status="usable"',
    head: str = "<hedline><hl1>Lorry hits bridge</hl1></hedline>",
    content: str = STORY,
    end: str = "",
) -> str:
    """A NITF document."""
    return (
        f'<nitf version="-//IPTC//DTD NITF 3.4//EN"><head><title>Old</title><docdata{status}>{data}</docdata></head>'
        f"<body><body.head>{head}</body.head><body.content>{content}</body.content>{end}</body></nitf>"
    )
