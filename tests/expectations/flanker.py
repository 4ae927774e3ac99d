"""flanker: one address a line, valid or not; the canonical forms of messages;
a picture beside a mail that has it."""
import glob
import os
import re

from canon import canonical
from verdict import Reason, Verdict


def says_yes(pattern):
    return lambda case, item, want, have: have and not want and re.fullmatch(pattern, case)


REASONS = [
    Reason("RFC 6376 3.4.4", "blanks at the end of a line are ignored, also of one without a line end",
           lambda case, item, want, have: case == "email.24 relaxed"
           and have == want[:-3].rstrip() + b"\r\n\r\n"),
    Reason("2.7", "a local part may have empty atoms: carriers handed such addresses out",
           says_yes(r"\.?\w+(\.+\w+)*\.?@[a-z.]+|\.@(iana\.org|example\.com)")),
    Reason("2.7", "atoms and quoted strings may alternate (RFC 5322 4.4)",
           says_yes(r'partially\."quoted"@(sld|example)\.com|first\.""\.last@(iana\.org|example\.com)')),
    Reason("2.7", "comments may stand beside the @ (RFC 5322 3.4.1)",
           says_yes(r'"foo"\(yay\)@\(hoopla\)\[1\.2\.3\.4\]')),
    Reason("2.7", "the syntax of a header is checked, not lengths for SMTP nor IDNA of the domain",
           says_yes(r"\d{300,}@example\.com|test@xn--example\.com")),
]


# the file, whether its lines are valid, and what they lack
LINES = [("mailbox_valid.txt", True, b""), ("mailbox_invalid.txt", False, b""),
         ("abridged_localpart_valid.txt", True, b"@example.com"),
         ("abridged_localpart_invalid.txt", False, b"@example.com")]


def addresses(path):
    """The lines, without comments: behind blanks and a `#' too."""
    with open(path, "rb") as f:
        for line in f.read().split(b"\n"):
            if line.startswith(b"#") or not line.strip():
                continue
            yield line.split(b"   #")[0].rstrip(b"\r ") or line


def judge_canonical(verdict, probe, base):
    """What the forms are made of: the fields and the body that were found."""
    paths = sorted(glob.glob(os.path.join(base, "email.*")))
    found = probe.files(paths)
    for path in paths:
        root = found[path].root
        for kind in ("nofws", "simple", "relaxed"):
            with open(path.replace("email.", kind + ".expected."), "rb") as f:
                want = f.read()
            have = canonical(kind, [raw for _, raw, _ in root.fields], root.body)
            verdict.judge(f"{os.path.basename(path)} {kind}", [("form", want, have)])


def judge_picture(verdict, probe, base):
    with open(os.path.join(base, "attachments", "mailgun.png"), "rb") as f:
        want = f.read()
    for message in probe.files([os.path.join(base, "mailgun-pic.eml")]).values():
        verdict.judge("mailgun-pic", [
            ("png", [(want, "mailgun.png")], [(part.body, part.name) for part in message.all
                                              if part.type == "image/png"])])


def run(probe, corpora):
    verdict = Verdict("flanker", REASONS)
    base = os.path.join(corpora, "flanker")
    judge_canonical(verdict, probe, os.path.join(base, "messages", "dkim"))
    judge_picture(verdict, probe, os.path.join(base, "messages"))
    for name, want, domain in LINES:
        lines = [line + domain for line in addresses(os.path.join(base, name))]
        for line, message in zip(lines, probe.texts([b"To: " + l + b"\n\n" for l in lines])):
            boxes = message.root.addresses("To")
            have = len(boxes) == 1 and bool(boxes[0][1]) and "@" in boxes[0][1]
            verdict.judge(line.decode("utf-8", "replace"), [("valid", want, have)])
    return verdict
