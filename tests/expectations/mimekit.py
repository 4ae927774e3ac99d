"""mimekit: offsets, octets and lines of every part of two mailboxes, with LF and
with CRLF; their summaries; the codec pairs; and what is in mimekit_more."""
import json
import os
import re

from codecs_of import judge_codecs
from mimekit_more import judge_more
from verdict import Reason, Verdict, at

REASONS = [
    Reason("1.1", "the line end before a delimiter is the delimiter's, also after another one",
           lambda case, item, want, have: re.fullmatch(r"issue1189 (unix|dos) 1", case)
           and item in ("1 endOffset", "1 octets") and 1 <= have - want <= 2),
    Reason("1.3", "a line that is no field, and before none, begins the body",
           lambda case, item, want, have: re.fullmatch(r"issue1189 (unix|dos) 1", case)
           and item in ("2 headersEndOffset", "2 octets", "2 lines")),
    Reason("2.7", "a second @ makes a mailbox invalid, A04",
           at("content-length summary 6 From")),
    Reason("2.7", "an empty group holds no mailbox", at("content-length summary 27 To")),
]


def parts_of(node):
    """MimeKit's entities in document order; a message's body is one."""
    yield node
    for child in node.get("children", []):
        yield from parts_of(child)
    if "message" in node:
        yield from parts_of(node["message"]["body"])


def line_count(data):
    return data.count(b"\n") + (data[-1:] not in (b"\n", b""))


def compare(want, message, data):
    base, nodes = want["beginOffset"], list(parts_of(want["body"]))
    yield ("tree", [node["mimeType"].lower() for node in nodes],
           [part.type for part in message.parts])
    if len(nodes) != len(message.parts):
        return
    for node, part in zip(nodes, message.parts):
        start, (_, header, body, _, _, end) = part.section or "-", part.extent
        content = data[base + body:base + end]
        for key, have in (("beginOffset", base + header), ("headersEndOffset", base + body),
                          ("endOffset", base + end), ("octets", len(content)),
                          ("lines", line_count(content))):
            if key in node:
                yield f"{start} {key}", node[key], have


def listed(boxes):
    """Mailboxes as a summary has them."""
    return ", ".join(f'"{name}" <{address}>' if name else str(address)
                     for name, address, _ in boxes)


def judge_summary(verdict, base, name, found):
    with open(os.path.join(base, f"{name}-summary.txt"), encoding="utf-8") as f:
        blocks = f.read().strip().split("\n\n")
    for number, (block, message) in enumerate(zip(blocks, found)):
        items = []
        for line in block.split("\n")[1:]:
            key, _, want = line.strip().partition(": ")
            if key == "Subject":
                items.append((key, want, message.root.header(key)))
            elif key in ("From", "To"):
                items.append((key, want, listed(message.root.addresses(key))))
        verdict.judge(f"{name} summary {number}", items)


def judge_offsets(verdict, probe, base, name):
    with open(os.path.join(base, f"{name}.mbox.txt"), "rb") as f:
        unix = f.read().replace(b"\r\n", b"\n")
    for kind, data in (("unix", unix), ("dos", unix.replace(b"\n", b"\r\n"))):
        with open(os.path.join(base, f"{name}.{kind}-offsets.json"), encoding="utf-8") as f:
            wanted = json.load(f)
        found = probe.texts([data[w["beginOffset"]:w["endOffset"]] for w in wanted])
        for number, (want, message) in enumerate(zip(wanted, found)):
            verdict.judge(f"{name} {kind} {number}", compare(want, message, data))
    judge_summary(verdict, base, name, found)


def run(probe, corpora):
    verdict = Verdict("mimekit", REASONS)
    base = os.path.join(corpora, "mimekit", "mbox")
    for name in ("content-length", "issue1189"):
        judge_offsets(verdict, probe, base, name)
    judge_codecs(verdict, probe, os.path.join(corpora, "mimekit", "encoders"))
    judge_more(verdict, probe, corpora)
    return verdict
