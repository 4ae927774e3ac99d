"""Why libmime and Dovecot differ on a message.  A rule explains one difference
of one part, and says what must be true of both readings or of the part; what no
rule explains is a failure.

A rule names a section of BEHAVIOUR.md beside the corpora, or "Dovecot" where it
is Dovecot that does something of its own.
"""
import re

from addresses import explain
from compare import parameters
from table import RULES, collapse, raw, rule


def reasons(d):
    """The rules that explain a difference; none if it is not explained."""
    why = explain(d) if d.kind == "addresses" else []
    return why or [name for name, (kinds, _, _, function) in RULES.items()
                   if d.kind in kinds and function(d)][:1]


def has(d, *codes):
    """One of these defects is reported in the header of the part."""
    return bool(d.place.defects(True) & set(codes))


SPECIAL = re.compile(rb"[()<>@,;:\\\\\"/\[\]?=]")
TOKEN = re.compile(rb"[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+")


@rule("string", "Dovecot", "runs of blanks, and folds with them, are shown as one blank")
def blanks_collapsed(d):
    return (isinstance(d.ours, bytes) and b"\r" not in d.ours and
            collapse(d.ours) == d.theirs)


@rule("string", "Dovecot", "blanks at both ends of the value are shown")
def blanks_at_ends(d):
    return isinstance(d.theirs, bytes) and d.theirs.strip(b" \t") == d.ours


@rule("string", "1.4", "a bare CR is data; Dovecot shows a blank")
def bare_cr(d):
    return isinstance(d.ours, bytes) and b"\r" in d.ours and collapse(d.ours) == d.theirs


@rule("string", "1.2", "of a repeated field the first counts; in Dovecot the last")
def first_string(d):
    values = raw(d)
    return (len(values) > 1 and collapse(values[0]) == collapse(d.ours) and
            collapse(values[-1]) == collapse(d.theirs))


@rule("encoding disposition parameters", "1.2",
      "of a repeated Content-* field the first counts; in Dovecot the last that it can read")
def first_content_field(d):
    name = {"encoding": "content-transfer-encoding",
            "disposition": "content-disposition"}.get(d.kind, d.name)
    later = b" ".join(raw(d, name)[1:]).lower()
    if d.kind != "parameters":
        return d.theirs is not None and d.theirs in later and later != b""
    return later != b"" and all(value.lower() in later for _, value in d.theirs
                                if value != b"us-ascii")


@rule("encoding", "1.5", "an encoding with text around it, or that is no token, is told as it "
      "is read; in Dovecot it is 7bit")
def odd_encoding(d):
    values = raw(d, "content-transfer-encoding")
    return (len(values) == 1 and d.theirs == b"7bit" and
            TOKEN.fullmatch(values[0].strip()) is None)


@rule("disposition", "Dovecot", "a disposition is shown as far as it is a token, if it has none "
      "as an empty one")
def odd_disposition(d):
    values = raw(d, "content-disposition")
    value = values[0].partition(b";")[0].strip().lower() if values else b""
    head = TOKEN.match(value)
    return (len(values) == 1 and TOKEN.fullmatch(value) is None and
            d.theirs in (b"", head and head.group()))


@rule("parameters", "Dovecot", "the default charset is shown beside charset*")
def charset_twice(d):
    return d.theirs == sorted(d.ours + [(b"charset", b"us-ascii")]) and \
        b"charset*" in dict(d.ours)


@rule("parameters", "2.5", "continuations with a gap or a repeat are read up to there; Dovecot "
      "shows them one by one")
def bad_continuation(d):
    return has(d, "P04") and any(b"*" in name for name, _ in d.theirs)


@rule("parameters", "2.5", "a parameter that is not well-formed is read as far as it can be, or "
      "skipped; Dovecot cuts it at the first odd character or leaves it out")
def bad_parameter(d):
    return has(d, "P13", "P17") and all(
        any(name == n and v.replace(b"\\", b"").startswith(value.replace(b"\\", b""))
            for n, v in d.ours) for name, value in d.theirs)


@rule("parameters", "2.5", "a value without quotes may hold =, / and their like; Dovecot cuts it "
      "there")
def specials_in_value(d):
    theirs = dict(d.theirs)
    return [n for n, _ in d.ours] == [n for n, _ in d.theirs] and all(
        value == theirs[name] or
        (value.startswith(theirs[name]) and
         SPECIAL.match(value[len(theirs[name]):]) and
         name + b'="' not in raw(d)[0].lower())
        for name, value in d.ours)


@rule("parameters", "1.3", "token= below a line that ends in a semicolon continues it; not in "
      "Dovecot")
def lost_blank(d):
    return has(d, "H12") and set(d.theirs) < set(d.ours)


@rule("parameters encoding disposition string structure", "6 H10",
      "Content-* fields count without MIME-Version; in Dovecot they do not")
def no_mime_version(d):
    if not has(d, "H10"):
        return False
    if d.kind == "structure":
        return d.theirs.type == b"text/plain"
    return d.theirs in ([(b"charset", b"us-ascii")], b"7bit", None)


@rule("structure", "1.2", "of several Content-Types the first counts, or the multipart whose "
      "boundary is there")
def first_type(d):
    values = raw(d, "content-type")
    return (len(values) > 1 and d.theirs.type != d.ours.type and
            any(d.theirs.type in value.lower() for value in values))


@rule("structure", "6 H15", "a type that is none has the default; in Dovecot it is empty")
def no_type(d):
    return has(d, "H15") and d.theirs.type == b"/"


TYPE = re.compile(rb"\s*[^\s/;()]+/[^\s/;()]+\s*(;|$)")


@rule("structure", "2.5", "a type with text behind it is read; in Dovecot it is empty")
def text_behind_type(d):
    return d.theirs.type == b"/" and not TYPE.match(raw(d, "content-type")[0])


@rule("structure", "1.6", "a multipart without a boundary, or with an empty one, is one opaque "
      "leaf; in Dovecot a multipart")
def no_boundary(d):
    return has(d, "S05") and d.ours.octets is not None and d.theirs.type == d.ours.type


@rule("structure size", "1.7", "message/global opens as message/rfc822 does; not in Dovecot")
def message_global(d):
    return d.node.type == b"message/global"


@rule("structure", "2.5", "a boundary written with RFC 2231 counts, also beside a plain one; "
      "not in Dovecot")
def boundary_rfc2231(d):
    plain = b"boundary" in dict(parameters(d.theirs.parameters))
    return has(d, "P16") and (plain or [kid.octets for kid in d.theirs.kids] == [0])


@rule("structure size", "1.1", "a line that only begins with a boundary is no delimiter; in "
      "Dovecot it is")
def boundary_prefix(d):
    return any(code == "S08" and d.place.start <= at < d.place.end and
               d.place.data[at:].lstrip(b"\r\n").startswith(b"--" + place.boundary)
               for code, at in d.place.all_defects
               for place in d.place.around() if place.boundary)


@rule("structure", "1.1", "a delimiter that ends the input begins a part; not in Dovecot")
def delimiter_at_end(d):
    return (d.place.boundary is not None and len(d.theirs.kids) == len(d.ours.kids) - 1 and
            d.place.data.endswith(b"\n--" + d.place.boundary))


ANY = "structure size string encoding language disposition parameters addresses"


def header_end(d, code):
    """Below a part whose header Dovecot ends at another place."""
    other = [p for p in d.place.around()
             if not p.inner and p.body != p.blank_line() and
             any(c == code and p.header <= at <= p.body for c, at in p.all_defects)]
    if other == [d.place] and d.kind == "size" and not d.node.kids:
        # what is left behind the empty line
        return d.theirs[0] == octets(d.place.data[d.place.blank_line():d.place.end])
    return other != []


def octets(data):
    return len(data) + len(re.findall(rb"(?<!\r)\n", data))


@rule(ANY, "1.4", "a header may end at a line of CRs or blanks; Dovecot wants an empty one")
def odd_blank_line(d):
    return header_end(d, "S02")


@rule(ANY, "1.3", "text ends a header that has lost its blank line; Dovecot reads on for one")
def no_blank_line(d):
    return header_end(d, "S01")


@rule(ANY, "1.5", "an encoded message is decoded and opened; Dovecot opens it as it stands")
def encoded_message(d):
    return d.place.inner


@rule("structure", "1.8", "parts are read to a depth of 100; in Dovecot to a little less")
def depth(d):
    return (d.theirs.type == b"application/octet-stream" and
            sum(1 for _ in d.place.around()) > 95)


@rule("structure", "2.5", "another boundary was read, see the difference of the parameters")
def other_boundary(d):
    a, b = (dict(parameters(n.parameters)).get(b"boundary") for n in (d.ours, d.theirs))
    return a != b
