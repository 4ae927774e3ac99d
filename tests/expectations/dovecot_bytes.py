"""dovecot-lib-mail: vectors of previews, "From " lines and the quoted-printable
encoder."""
import quopri
import re

from verdict import Reason


def words(text):
    return re.sub(r"[> ]+", " ", text).split()


def among(some, every):
    """Whether some are every with a few left out, in their order."""
    rest = iter(every)
    return all(word in rest for word in some)


def preview(test):
    return lambda case, item, want, have: item == "preview" and test(case, want, have)


def is_from(pattern):
    return lambda case, item, want, have: item == "messages" and re.fullmatch(pattern, case)


PREVIEW_REASONS = [
    Reason("3.3", "what is not in the charset is U+FFFD",
           preview(lambda case, want, have: "\ufffd" in have
                   and have.rstrip("\ufffd ") == want.rstrip())),
    Reason("RFC 8621 4.1.4", "a preview may leave out what is quoted, and here it does not",
           preview(lambda case, want, have: (">" in case or "<blockquote" in case)
                   and want and among(words(want), words(have)))),
    Reason("7", "the text list has the text of an alternative, not its HTML",
           preview(lambda case, want, have: "multipart/alternative" in case
                   and (want, have) == ("part one", "part two"))),
    Reason("7", "application/xhtml+xml is no text",
           preview(lambda case, want, have: "application/xhtml+xml" in case and not have)),
]
REASONS = [
    Reason("mailbox.h", "a \"From \" line needs no sender before its date",
           is_from(r"from 'Fri Jan  2 10:14 1970 \+0000'")),
    Reason("mailbox.h", "the hour of a \"From \" line may have one digit",
           is_from(r"from 'user  Fri Jan  2 0:14 1970 \+0000'")),
]


def judge_snippets(verdict, probe, cases):
    """Dovecot's are cut at a length of their own."""
    cases = [(text, int(most["raw"]), want) for text, most, want in cases]
    found = probe.json([text.encode("latin-1") for text, _, _ in cases])
    verdict.reasons += PREVIEW_REASONS
    for (text, most, want), message in zip(cases, found):
        want = want.encode("latin-1").decode("utf-8", "replace")
        verdict.judge(f"snippet {text!r} {most}",
                      [("preview", want, message["preview"][:most].rstrip(" "))])


HEAD = b"From a@b Thu Nov 29 21:33:09 1973\nA: b\n\nx\n\n"


def number(value):
    """The product that a C expression is."""
    product = 1
    for factor in value["raw"].split("*"):
        product *= int(factor)
    return product


def judge_from_lines(verdict, probe, inputs, outputs):
    """Each behind "From " as the second message of an mbox; where Dovecot
    finds no date, no message may begin."""
    boxes = [HEAD + b"From " + text.encode("latin-1") + b"\nA: b\n\nx\n" for text in inputs]
    for text, (time, zone, sender, rc), line in zip(inputs, outputs, probe.answers("mbox", boxes)):
        want = []
        if rc["raw"] == "0":
            want = [str(len(HEAD)), str(number(time)), str(number(zone)),
                    sender.encode("latin-1").hex() or "."]
        verdict.judge(f"from {text!r}", [("messages", want, line.split()[4:])])


def escaped(data):
    """The bytes that are written as =XX, but for blanks."""
    return [code for code in re.findall(rb"=([0-9A-F]{2})", data) if code not in (b"20", b"09")]


def decoded(data):
    """What quoted-printable stands for, with the one line end of text."""
    return quopri.decodestring(data).replace(b"\r\n", b"\n")


def judge_encoder(verdict, probe, word, cases):
    """Its lines are as long as each test says: what counts is that ours stand
    for the same, escape the same, and survive transport.  Three vectors lost a
    macro when they were taken out of their source."""
    cases = [(was.encode("latin-1"), text.encode("latin-1")) for was, size, text, _ in cases
             if len(was) == int(size["raw"])]
    for (was, want), have in zip(cases, probe.made(word, [was for was, _ in cases])):
        lines = have.split(b"\r\n")
        verdict.judge(f"{word} {was!r}", [
            ("decoded", decoded(want), decoded(have)),
            ("input", was.replace(b"\r\n", b"\n") if word == "text" else was,
             decoded(have) if word == "text" else quopri.decodestring(have)),
            ("escaped", escaped(want), escaped(have)),
            ("longest", True, max(map(len, lines)) <= 76),
            ("blanks at ends", [], [line for line in lines if line[-1:] in (b" ", b"\t")]),
        ])


def judge_header_encoder(verdict, probe, cases):
    """Words of at most 75 characters that stand for the same."""
    inputs = [was.encode("latin-1") for was, _, _, _ in cases]
    fields = probe.made("subject", inputs)
    messages = probe.texts([b"Subject: " + field + b"\r\n\r\n" for field in fields])
    theirs = probe.texts([b"Subject: " + text.encode("latin-1") + b"\r\n\r\n"
                          for _, _, text, _ in cases])
    for was, field, message, other in zip(inputs, fields, messages, theirs):
        verdict.judge(f"subject {was!r}", [
            ("decoded", other.root.header("Subject"), message.root.header("Subject")),
            ("input", was.decode("utf-8"), message.root.header("Subject")),
            ("longest word", True, all(len(word) <= 75 for word in field.split())),
            ("longest line", True, all(len(line) <= 76 for line in
                                       (b"Subject: " + field).split(b"\r\n"))),
        ])
