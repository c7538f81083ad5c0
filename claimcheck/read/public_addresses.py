"""Which network addresses belong to the public internet, and which inside somebody's network, machine or cloud.

Python's own judgement differs between versions, so the registries' blocks stand here and count beside it.
Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates).
"""

from __future__ import annotations

import ipaddress

_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("this machine", ("127.0.0.0/8", "::1/128", "0.0.0.0/8", "::/128")),
    ("private", ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10")),
    ("link-local", ("169.254.0.0/16", "fe80::/10")),
    ("shared by a provider's customers", ("100.64.0.0/10",)),
    ("multicast", ("224.0.0.0/4", "ff00::/8")),
    ("an IPv4 address inside IPv6", ("::ffff:0:0/96", "::ffff:0:0:0/96", "::/96", "64:ff9b::/96", "64:ff9b:1::/48")),
    ("a tunnel", ("2001::/32", "2002::/16", "192.88.99.0/24")),
    (
        "reserved",
        (
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2620:4f:8000::/48",
            "3fff::/20",
            "5f00::/16",
        ),
    ),
)
_BLOCKS = tuple((kind, ipaddress.ip_network(block)) for kind, blocks in _KINDS for block in blocks)
_UNICAST_V6 = ipaddress.ip_network("2000::/3")


def why_not_public(address: str) -> str | None:
    """What a numeric address is ("private", "link-local", …), None for one of the public internet. Anything that is no
    address in its usual spelling, or has a zone, is "not an address"."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "not an address"
    if "%" in address:
        return "not an address"
    for kind, block in _BLOCKS:
        if found.version == block.version and found in block:
            return kind
    if not found.is_global or found.is_multicast or found.is_reserved or found.is_unspecified:
        return "reserved"
    if found.version == 6 and found not in _UNICAST_V6:
        return "reserved"
    return None
