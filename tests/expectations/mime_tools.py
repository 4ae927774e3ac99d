"""mime-tools: X.ref lists type, encoding, name, charset and decoded size of the
parts of X.msg, as the text of a Perl structure."""
import glob
import os
import re

from verdict import Reason, Verdict

REASONS = [
    Reason("1.1", "the text has every byte from the blank line to the line end before the "
           "delimiter: 421, one more than is written there",
           lambda case, item, want, have: (case, item, want, have)
           == ("multi-weirdspace", "Part_1 size", 420, 421)),
]


def read_ref(data):
    """{"Part_1": {"Size": "417", ...}, ...}."""
    found, now = {}, None
    pattern = (r'"(\w+)"\s*=>\s*(\{)?(?:"((?:\\.|[^"\\])*)"|qq\{((?:\\.|[^}\\])*)\}|(\d+))?'
               r"|(\})")
    for m in re.finditer(pattern, data):
        if m.group(6):
            now = None
        elif m.group(2):
            now = found.setdefault(m.group(1), {})
        elif now is not None:
            value = next(v for v in m.group(3, 4, 5) if v is not None)
            now[m.group(1)] = re.sub(r"\\(.)", r"\1", value)
    return found


def positions(part, label="Msg"):
    """{"Msg": part, "Part_1": part, "Part_1_2": part, ...}; a message part has
    the message in it as its only child."""
    found = {label: part}
    for number, child in enumerate(part.children, 1):
        name = f"Part_{number}" if label == "Msg" else f"{label}_{number}"
        found.update(positions(child, name))
    return found


class Inside:
    """A file inside a text, or the text around it, as the part it would be."""

    type = declared = None
    encoding = "base64"
    params = {}

    def __init__(self, name, body):
        self.name, self.body, self.children = name, body, []


def extracted(part):
    """The part as a multipart of its text before a file and the files."""
    around = Inside(None, None)
    around.children = [Inside(None, None)] + [Inside(name, data)
                                              for _, name, data in part.embedded]
    return around if part.embedded else part


ENCODED = ("base64", "quoted-printable")


def length(part):
    """That of its content: what is not encoded was read with the line ends of
    Unix, and the copies of mime4j have CRLF."""
    body = part.body
    return len(body if part.encoding in ENCODED else body.replace(b"\r\n", b"\n"))


def compare(ref, message):
    have = positions(message.root)
    if "ExtractUuencode" in ref["Parser"]:
        for label, part in list(have.items()):
            have.update(positions(extracted(part), label))
    for label, want in sorted(ref.items()):
        if label == "Parser":
            continue
        part = have.get(label)
        yield f"{label}", True, part is not None
        if part is None:
            continue
        if isinstance(part, Inside):
            yield f"{label} name", want.get("Filename"), part.name
            if part.body is not None:
                yield f"{label} size", int(want["Size"]), length(part)
            continue
        if "Type" in want:
            yield f"{label} type", want["Type"].lower(), part.type
        if "Encoding" in want:
            yield f"{label} encoding", want["Encoding"].lower(), part.encoding
        if "Filename" in want:
            yield f"{label} name", want["Filename"], part.name
        if "Charset" in want:
            yield f"{label} charset", want["Charset"].lower(), (part.declared or "").lower()
        if "Size" in want and part.body is not None:
            yield f"{label} size", int(want["Size"]), length(part)
        if "Boundary" in want:
            yield f"{label} boundary", want["Boundary"], part.params.get("boundary")
        for name in ("Subject", "From", "To"):
            if name in want:
                yield f"{label} {name}", want[name].strip(), part.header(name)


def run(probe, corpora):
    verdict = Verdict("mime-tools", REASONS)
    base = os.path.join(corpora, "mime-tools")
    refs = {}
    for path in sorted(glob.glob(os.path.join(base, "*.ref"))):
        with open(path, encoding="latin-1") as f:
            ref = read_ref(f.read())
        target = os.path.join(base, os.path.basename(ref["Parser"]["Message"]))
        if not os.path.exists(target):  # the sets share these messages
            target = os.path.join(corpora, "mime4j", "mimetools-testmsgs",
                                  os.path.basename(target))
        if os.path.exists(target):
            refs[path] = (target, ref)
    found = probe.files(sorted({target for target, _ in refs.values()}))
    for path, (target, ref) in refs.items():
        verdict.judge(os.path.basename(path)[:-4], compare(ref, found[target]))
    return verdict
