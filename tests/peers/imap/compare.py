"""The differences between two readings of one message."""
import re
from collections import namedtuple

Difference = namedtuple("Difference", "kind ours theirs place node name")

STRINGS = ["date", "subject"], ["in-reply-to", "message-id"]
LISTS = ["from", "sender", "reply-to", "to", "cc", "bcc"]
PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")


def envelope(ours, theirs, place, node):
    names = STRINGS[0] + LISTS + STRINGS[1]
    for name, a, b in zip(names, ours, theirs):
        if a == b:
            continue
        if name in ("sender", "reply-to") and (a, b) == (ours[2], theirs[2]):
            continue  # that of "from", told once
        kind = "addresses" if name in LISTS else "string"
        yield Difference(kind, a, b, place, node, name)


def parameters(flat):
    """As a sorted list: their order means nothing (RFC 2045 5.1), nor does the
    case of a charset (RFC 2046 4.1.2), nor which characters are percent-encoded
    (RFC 2231)."""
    out = []
    for name, value in zip((flat or [])[::2], (flat or [])[1::2]):
        if name.endswith(b"*"):
            value = PERCENT.sub(lambda m: bytes([int(m.group(1), 16)]), value)
        if name.lower() == b"charset":
            value = value.lower()
        out.append((name.lower(), value))
    return sorted(out)


def body(ours, theirs, place):
    """Depth first; below a difference of the structure nothing is compared."""
    if ours.type != theirs.type or (ours.octets is None) != (theirs.octets is None):
        yield Difference("structure", ours, theirs, place, ours, "type")
        return
    for name, field in (("id", "content-id"), ("description", "content-description"),
                        ("location", "content-location"), ("md5", "content-md5")):
        a, b = getattr(ours, name), getattr(theirs, name)
        if a != b:
            yield Difference("string", a, b, place, ours, field)
    for name in ("encoding", "language", "disposition"):
        a, b = getattr(ours, name), getattr(theirs, name)
        if a != b:
            yield Difference(name, a, b, place, ours, name)
    for name, field in (("parameters", "content-type"),
                        ("disposition_parameters", "content-disposition")):
        a, b = (parameters(getattr(n, name)) for n in (ours, theirs))
        if a != b:
            yield Difference("parameters", a, b, place, ours, field)
    a, b = (ours.octets, ours.lines), (theirs.octets, theirs.lines)
    if a != b:
        yield Difference("size", a, b, place, ours, "size")
    if len(ours.kids) != len(theirs.kids):
        yield Difference("structure", ours, theirs, place, ours, "parts")
        return
    kids = place.kids
    if len(kids) != len(ours.kids):
        kids = [place] * len(ours.kids)  # of a part that is not there
    if ours.envelope is not None and theirs.envelope is not None:
        yield from envelope(ours.envelope, theirs.envelope, kids[0], ours.kids[0])
    for a, b, kid in zip(ours.kids, theirs.kids, kids):
        yield from body(a, b, kid)
