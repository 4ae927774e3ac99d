"""mimekit: bodies that a DKIM signature has the hash of, messages made
anonymous, pieces of a message, files inside texts."""
import base64
import glob
import hashlib
import os
import re

from canon import relaxed_body
from inside import judge_yenc, read
from partial import judge_partial


def judge_hashes(verdict, probe, base):
    """Each is signed relaxed/relaxed."""
    paths = sorted(glob.glob(os.path.join(base, "*.msg")))
    found = probe.files(paths)
    for path in paths:
        root = found[path].root
        body = read(path)[root.extent[2]:root.extent[5]]
        want = {re.sub(r"\s", "", value) for name, _, text in root.fields
                if name.lower() == "dkim-signature"
                for value in re.findall(r"\bbh=([^;]+)", text)}
        have = base64.b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()
        verdict.judge(f"dkim {os.path.basename(path)}", [("hash", want, {have})])


def shape(message):
    """What stays when each word is made x: parts, fields, lengths of lines."""
    for part in message.all:
        yield part.kind, part.type, part.encoding, part.section
        yield [name for name, _, _ in part.fields]


def judge_anonymous(verdict, probe, base):
    for path in sorted(glob.glob(os.path.join(base, "*.anonymized.eml"))):
        named = path.replace(".anonymized", "")
        if not os.path.exists(named):
            named = named.replace(".eml", ".txt")
        found = probe.files([path, named])
        verdict.judge(os.path.basename(path), [
            ("shape", list(shape(found[named])), list(shape(found[path])))])


def judge_more(verdict, probe, corpora):
    base = os.path.join(corpora, "mimekit")
    judge_hashes(verdict, probe, os.path.join(base, "dkim"))
    judge_anonymous(verdict, probe, os.path.join(base, "messages"))
    pieces = os.path.join(base, "partial")
    for name in ("message-partial", "rfc2046"):
        judge_partial(verdict, probe, f"{name}.eml",
                      sorted(glob.glob(os.path.join(pieces, f"{name}.[0-9].eml"))),
                      os.path.join(pieces, f"{name}.eml"))
    yenc = os.path.join(base, "yenc")
    judge_yenc(verdict, probe, "yenc simple", [read(os.path.join(yenc, "simple.msg"))])
    judge_yenc(verdict, probe, "yenc state-changes",
               [b"Subject: a body alone\n\n" + read(os.path.join(yenc, "state-changes.ntx"))])
    judge_yenc(verdict, probe, "yenc joystick",
               [read(os.path.join(yenc, f"{name}.ntx")) for name in ("00000020", "00000021")],
               read(os.path.join(yenc, "joystick.jpg")))
