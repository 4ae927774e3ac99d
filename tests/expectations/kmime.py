"""kmime: files inside texts."""
import binascii
import os

from inside import judge_yenc, read
from verdict import Verdict


def run(probe, corpora):
    verdict = Verdict("kmime")
    base = os.path.join(corpora, "kmime")
    path = os.path.join(base, "uuencode-simple.mbox")
    lines = read(path).split(b"begin 644 wikipedia-url.txt\n")[1].split(b"\nend")[0].split(b"\n")
    want = b"".join(binascii.a2b_uu(line) for line in lines)
    have = probe.files([path])[path].root.embedded
    verdict.judge("uuencode-simple", [("files", [(1, "wikipedia-url.txt", want)], have)])
    # what MimeKit's sample holds
    judge_yenc(verdict, probe, "yenc-single-part",
               [read(os.path.join(corpora, "mimekit", "yenc", "simple.msg"))],
               read(os.path.join(base, "yenc-single-part.txt")))
    return verdict
