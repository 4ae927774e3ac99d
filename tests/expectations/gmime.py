"""gmime: codec pairs, texts in several charsets, whole parts with an encoded
picture, pieces of a message, dots, a mailbox's summary."""
import glob
import os

from codecs_of import judge_codecs
from inside import read
from partial import judge_partial
from verdict import Reason, Verdict, at


def only_in(charset, text):
    """Those characters of text that the charset has."""
    return text.encode(charset, "ignore").decode(charset)


REASONS = [
    Reason("3.6", "Big5 has no characters that are Japan's alone: its sample is without them",
           lambda case, item, want, have: case == "chinese.big5.txt"
           and [only_in("big5", word) for word in want] == have),
    Reason("1.6", "a multipart with an empty boundary is one leaf, S05",
           at("substring 2 at 1029 tree")),
]


def indented(part, depth=0):
    """The tree as a summary has it."""
    yield "   " * depth + "Content-Type: " + part.type
    for child in part.children:
        yield from indented(child, depth + 1)


def judge_mailbox(verdict, probe, base):
    with open(os.path.join(base, "input", "substring.mbox"), "rb") as f:
        data = f.read()
    with open(os.path.join(base, "output", "substring.mbox"), encoding="utf-8") as f:
        blocks = [b.split("\n") for b in f.read().strip().split("\n\n")]
    pieces = []
    for block in blocks:
        begin, end = (int(n) for n in block[0].split(": ")[1].split(", "))
        pieces.append(data[begin:end].split(b"\n", 1)[1])
    for number, (block, message) in enumerate(zip(blocks, probe.texts(pieces))):
        items = [("tree", [line for line in block if "Content-Type: " in line],
                  list(indented(message.root)))]
        begin = int(block[0].split(": ")[1].split(",")[0])
        header, body = (int(n) for n in block[1].split(": ")[1].split(", "))
        # what it counts: from the line behind the marker to the blank line
        items.append(("header", body - header, message.root.extent[2] - message.root.extent[1] - 1))
        items += [(line.split(": ")[0], line.split(": ", 1)[1],
                   message.root.header(line.split(": ")[0]))
                  for line in block if line.startswith(("From: ", "To: ", "Subject: "))]
        verdict.judge(f"substring {number} at {begin}", items)


def judge_pictures(verdict, probe, base):
    with open(os.path.join(base, "raptors.png"), "rb") as f:
        want = f.read()
    for name in ("raptors.b64.txt", "raptors.uu.txt"):
        found = probe.files([os.path.join(base, name)])
        for message in found.values():
            verdict.judge(name, [("body", want, message.root.body),
                                 ("name", "raptors.png", message.root.name)])


def judge_charsets(verdict, probe, base):
    for path in sorted(glob.glob(os.path.join(base, "*.*.txt"))):
        language, charset, _ = os.path.basename(path).split(".")
        wanted = os.path.join(base, language + ".utf-8.txt")
        if not os.path.exists(wanted):
            continue
        head = f"Content-Type: text/plain; charset={charset}\n\n"
        message, = probe.texts([head.encode() + read(path)])
        verdict.judge(os.path.basename(path), [
            ("text", read(wanted).decode("utf-8").split(),
             message.root.text.split())])


def judge_dots(verdict, probe, base):
    with_crlf = [read(os.path.join(base, f"smtp-{name}.txt")).replace(b"\n", b"\r\n")
                 for name in ("input", "output")]
    have, = probe.made("dots", with_crlf[:1])
    verdict.judge("smtp-input", [("sent", with_crlf[1] + b".\r\n", have)])


def run(probe, corpora):
    verdict = Verdict("gmime", REASONS)
    base = os.path.join(corpora, "gmime")
    judge_codecs(verdict, probe, os.path.join(base, "encodings"))
    judge_pictures(verdict, probe, os.path.join(base, "mime-part"))
    judge_mailbox(verdict, probe, os.path.join(base, "mbox"))
    judge_charsets(verdict, probe, os.path.join(base, "filters"))
    judge_dots(verdict, probe, os.path.join(base, "filters"))
    partial = os.path.join(base, "partial")
    judge_partial(verdict, probe, "photo-discuss",
                  sorted(glob.glob(os.path.join(partial, "input", "photo-discuss", "*.eml"))),
                  os.path.join(partial, "output", "photo-discuss"))
    return verdict
