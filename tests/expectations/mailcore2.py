"""mailcore2: the summary of a message: From, To, Subject and the text; texts
whose charset is to be guessed."""
import glob
import os
import re

from verdict import Reason, Verdict, at

REASONS = [
    Reason("2.1", "no blank comes between an encoded-word and the text that touches it",
           at("6094-japanese-1 To")),
    Reason("2.4", "without a label raw bytes are UTF-8, GB18030 or windows-1252",
           lambda case, item, want, have: item == "guess" and have == "windows-1252"
           or (case, have) == ("guess big5", "gb18030")),
    Reason("2.4", "ISO-2022-JP without a label is ASCII: it holds no 8-bit byte to guess from",
           lambda case, item, want, have: case == "1433-utf-8" and item == "text"
           and words(have.encode("latin-1").decode("iso-2022-jp")) == want),
]


def read_summary(data):
    head, _, body = data.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.split("\n") if ": " in line)
    return fields, body


def words(text):
    """What is left when line breaks and blanks do not count."""
    return re.sub(r"\s+", " ", text or "").strip()


def text_of(message):
    """The plain text parts that are shown, one after another."""
    return "\n".join(part.text for part in message.all
                     if part.text is not None and part.type == "text/plain"
                     and part.name is None)


def listed(boxes):
    return ", ".join(f"{name} <{address}>" if name else str(address)
                     for name, address, _ in boxes)


def judge_guesses(verdict, probe, base):
    for path in sorted(glob.glob(os.path.join(base, "*.txt"))):
        with open(path, "rb") as f:
            message, = probe.texts([b"Content-Type: text/plain\n\n" + f.read()])
        name = os.path.basename(path)[:-4]
        verdict.judge(f"guess {name}", [("guess", name, (message.root.used or "").lower())])


def run(probe, corpora):
    verdict = Verdict("mailcore2", REASONS)
    judge_guesses(verdict, probe, os.path.join(corpora, "mailcore2", "charset-detection"))
    base = os.path.join(corpora, "mailcore2", "summary")
    paths = sorted(glob.glob(os.path.join(base, "input", "*.eml")))
    found = probe.files(paths)
    for path in paths:
        name = os.path.basename(path)[:-4]
        message = found[path]
        with open(os.path.join(base, "output", name + ".txt"), encoding="utf-8") as f:
            fields, body = read_summary(f.read())
        items = [(key, fields.get(key, ""), listed(message.root.addresses(key)))
                 for key in ("From", "To", "Cc") if key in fields]
        if fields.get("Subject", "No Subject") != "No Subject":
            have = re.sub(r"^(Re: *)+", "", message.root.header("Subject"))
            items.append(("Subject", words(fields["Subject"]), words(have)))
        # what was made of HTML is a matter of rendering
        kinds = {part.type for part in message.all}
        if "text/plain" in kinds and "text/html" not in kinds:
            items.append(("text", words(body), words(text_of(message))))
        verdict.judge(name, items)
    return verdict
