"""The sets without expectations of their own: the tree, transfer encodings, charsets, file names and the SHA-256
of the decoded bodies as CPython 3.11's email package has them.  A
second opinion, not the truth."""
import hashlib
import json
import os
import re

from verdict import Case, Reason, Verdict, at

# sets whose own expectations tell all this
JUDGED = ("adversarial", "mime-tools", "mime4j", "noxxi-mime-is-broken")
OPENED = ("message/rfc822", "message/news", "message/global")


def parts_of(node):
    """Its children; those that Python sees in other message types apart."""
    if node["type"].startswith("message/") and node["type"] not in OPENED:
        return []
    return node.get("parts", [])


def shape(node, children=parts_of):
    return [node["type"]] + [shape(child, children) for child in children(node)]


def leaves_only(case, item, want, have):
    return item == "tree" and have == want[0]


def body_with(*codes):
    return lambda case, item, want, have: item.startswith("body ") and case.codes & set(codes)


REASONS = [
    Reason("1.7", "message/delivery-status, partial and their kin are leaves", leaves_only),
    Reason("2.4", "raw 8-bit in a file name is read, H11", lambda case, item, want, have:
           item.startswith("name ") and have and re.fullmatch(
               re.sub("(\ufffd)+", ".+", re.escape(want)), have)),
    Reason("2.1", "encoded-words in file names are decoded, P05", lambda case, item, want, have:
           item.startswith("name ") and have and "=?" in want and "=?" not in have),
    Reason("2.5", "a missing semicolon parts a media type from its first parameter",
           at("enmime/mail/mime-bad-content-type.raw tree",
              "enmime/mail/mime-blank-media-name.raw tree")),
    Reason("2.5", "a charset written with RFC 2231 is decoded, P16",
           at("python-test-email/msg_32.txt charset -",
              "python-test-email/msg_33.txt charset 1")),
    Reason("1.5", "text after a ; in a transfer encoding is ignored, E06",
           at("mikel-mail/error_emails/content_transfer_encoding_with_semi_colon.eml encoding 2")),
    Reason("1.3", "a line that is no field is junk, and the fields after it count",
           at("mikel-mail/plain_emails/raw_email_incorrect_header.eml body -",
              "webklex-php-imap/issue-40.eml body -",
              "mikel-mail/rfc2822/example13.eml body -", "mimekit/messages/issue358.txt tree",
              "spamassassin/spam__bsmtp tree", "spamassassin/spam__bsmtp body -")),
    Reason("1.3", "`token=' behind a line that ends in ; is its continuation, H12",
           at("enmime/low-quality/bad-header-wrap.raw body 2")),
    Reason("1.4", "a line of blanks is a continuation, S02",
           at("mailcore2/summary/input/gh-965-utf8.eml body -", "spamassassin/spam__015 tree")),
    Reason("1.1", "without a delimiter after it, a last line end is the body's",
           at("horde-mime/bug12536.txt body 1", "mikel-mail/mime_emails/raw_email4.eml body 3",
              "mimekit/dkim/multipart-no-end-boundary.msg body 2")),
    Reason("1.1", "delimiters that follow each other bound empty parts",
           at("kmime/big-allocation.mbox tree", "kmime/multipart-parse-abort-2.mbox tree",
              "mimekit/messages/empty-multipart.txt body 1",
              "python-test-email/msg_37.txt tree")),
    Reason("1.1", "the innermost of multiparts that share a boundary has the delimiter, S12",
           at("python-test-email/msg_15.txt tree", "python-test-email/msg_39.txt tree",
              "gmime/mbox/input/substring.mbox tree")),
    Reason("1.1", "a multipart that none of its delimiters follows is all preamble",
           at("python-test-email/msg_42.txt body 2.1", "spamassassin/spam__badmime3.txt body -")),
    Reason("1.8", "multiparts nest 100 deep, R01", at("horde-mime/deeply_nested.txt tree")),
    Reason("3.4", "blanks at the end of a quoted-printable line are not data",
           lambda case, item, want, have: item.startswith("body ") and case in (
               "nodemailer-mailparser/nested.eml", "spamassassin/nice__dkim__MIMEnowsp_05",
               "spamassassin/nice__mime1", "spamassassin/spam__009")),
    Reason("6 E03", "a last group of two or three base64 characters gives its bytes",
           at("enmime/mail/mime-bad-content-transfer-encoding.raw body 1",
              "rspamd/fname.eml body 1", "rspamd/fname.eml body 2")),
    Reason("6 E04", "data after padding is read on", body_with("E04")),
    Reason("6 E02", "an = where no padding can stand is skipped", body_with("E02")),
]


def own_shape(part):
    return [part.type] + [own_shape(child) for child in part.children]


def leaves(node, part, where=""):
    """Pairs of what is no multipart and no message, in document order."""
    children = parts_of(node)
    if len(children) != len(part.children):
        return
    if not children:
        yield where or "-", node, part
    for number, (child, own) in enumerate(zip(children, part.children), 1):
        yield from leaves(child, own, f"{where}.{number}" if where else str(number))


def compare(node, message):
    own = own_shape(message.root)
    yield "tree", shape(node), own
    if shape(node) == own:  # what was left out
        every = shape(node, lambda n: n.get("parts", []))
        yield "tree", [own] if every != own else own, own
    for where, want, part in leaves(node, message.root):
        body = part.body or b""
        if "sha256" in want:
            yield f"body {where}", want["sha256"], hashlib.sha256(body).hexdigest()
        if "cte" in want:
            yield f"encoding {where}", want["cte"].strip().lower(), part.encoding
        if "filename" in want:
            yield f"name {where}", want["filename"], part.name
        if "charset" in want:
            yield f"charset {where}", want["charset"].lower(), (part.params.get("charset") or "").lower()


def run(probe, corpora):
    """A Verdict for each set."""
    verdicts, used = {}, set()
    with open(os.path.join(corpora, "ORACLE-python311.json"), encoding="utf-8") as f:
        wanted = json.load(f)["messages"]
    names = [name for name in wanted if os.path.exists(os.path.join(corpora, name))
             and not re.search(r"/output/|-summary\.txt$", name)
             and name.split("/")[0] not in JUDGED]
    found = probe.files([os.path.join(corpora, name) for name in names])
    for name in sorted(names):
        message = found[os.path.join(corpora, name)]
        origin = name.split("/")[0]
        if origin not in verdicts:
            verdicts[origin] = Verdict(f"python on {origin}", REASONS, used)
        verdicts[origin].judge(Case(name, message), compare(wanted[name], message))
    return list(verdicts.values())
