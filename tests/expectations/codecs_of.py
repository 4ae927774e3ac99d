"""Pairs of an encoded file and what it decodes to, as GMime and MimeKit have."""
import os

PAIRS = [("photo.b64", "base64", "photo.jpg"), ("photo.uu", "x-uuencode", "photo.jpg"),
         ("wikipedia.qp", "quoted-printable", "wikipedia.txt")]


def judge_codecs(verdict, probe, base):
    for encoded, encoding, plain in PAIRS:
        with open(os.path.join(base, encoded), "rb") as f:
            data = f.read()
        with open(os.path.join(base, plain), "rb") as f:
            want = f.read()
        head = f"Content-Type: application/octet-stream\nContent-Transfer-Encoding: {encoding}\n\n"
        message, = probe.texts([head.encode() + data])
        verdict.judge(encoded, [("body", want, message.root.body)])
