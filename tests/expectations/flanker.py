"""flanker: one address a line, valid or not."""
import os
import re

from verdict import Reason, Verdict


def says_yes(pattern):
    return lambda case, item, want, have: have and not want and re.fullmatch(pattern, case)


REASONS = [
    Reason("2.7", "a local part may have empty atoms: carriers handed such addresses out",
           says_yes(r"\.?\w+(\.+\w+)*\.?@[a-z.]+|\.@iana\.org")),
    Reason("2.7", "atoms and quoted strings may alternate (RFC 5322 4.4)",
           says_yes(r'partially\."quoted"@sld\.com|first\.""\.last@iana\.org')),
    Reason("2.7", "comments may stand beside the @ (RFC 5322 3.4.1)",
           says_yes(r'"foo"\(yay\)@\(hoopla\)\[1\.2\.3\.4\]')),
    Reason("2.7", "the syntax of a header is checked, not lengths for SMTP nor IDNA of the domain",
           says_yes(r"\d{300,}@example\.com|test@xn--example\.com")),
]


def addresses(path):
    """The lines, without comments: behind blanks and a `#' too."""
    with open(path, "rb") as f:
        for line in f.read().split(b"\n"):
            if line.startswith(b"#") or not line.strip():
                continue
            yield line.split(b"   #")[0].rstrip(b"\r ") or line


def run(probe, corpora):
    verdict = Verdict("flanker", REASONS)
    base = os.path.join(corpora, "flanker")
    for name, want in (("mailbox_valid.txt", True), ("mailbox_invalid.txt", False)):
        lines = list(addresses(os.path.join(base, name)))
        for line, message in zip(lines, probe.texts([b"To: " + l + b"\n\n" for l in lines])):
            boxes = message.root.addresses("To")
            have = len(boxes) == 1 and bool(boxes[0][1]) and "@" in boxes[0][1]
            verdict.judge(line.decode("utf-8", "replace"), [("valid", want, have)])
    return verdict
