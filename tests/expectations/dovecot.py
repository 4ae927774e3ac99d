"""dovecot-lib-mail: vectors of addresses, parameters, quoted-printable,
encoded-words, previews and "From " lines, taken out of the tests of Dovecot."""
import json
import os
import re

import dovecot_bytes
from verdict import Reason, Verdict


def without_domain(case, item, want, have):
    return (item == "mailboxes" and len(want) == len(have) == 1
            and want[0][0] == have[0][0] and want[0][1] is None
            and have[0][1] is not None and "@" not in have[0][1])


def keeps_text(case, item, want, have):
    """Both find it invalid, or Dovecot repairs it; ours has the text as name."""
    text = case[len("address "):].strip()
    return (item == "mailboxes" and len(have) == 1 and have[0][1] is None
            and have[0][0] is not None and text.replace(" ", "") == have[0][0].replace(" ", ""))


def both(first, second):
    return lambda case, item, want, have: first(case) and second(want, have)


REASONS = [
    Reason("2.7", "a mailbox without a domain is valid", without_domain),
    Reason("2.7", "an invalid mailbox is not repaired, its name keeps the text", keeps_text),
    Reason("2.5", "a NUL stays in the value, with P08",
           both(lambda case: case.startswith("key "),
                lambda want, have: want == have.replace("\0", "\ufffd"))),
    Reason("2.6", "an extended parameter goes before a plain one of the name",
           both(lambda case: case.endswith(("boundary*=us-ascii''foo", "; boundary=foobar",
                                            "boundary*1*=baz; boundary*=foobar")),
                lambda want, have: have in ("foo", "foobaz"))),
    Reason("2.5", "the part before a repeated number is used, with P04",
           both(lambda case: "boundary*1*=baz1; boundary*0*=foobar" in case,
                lambda want, have: have == "foo")),
    Reason("2.4", "8-bit bytes below us-ascii, or no label, are read all the same",
           both(lambda case: re.search(r"boundary\*=(us-ascii)?''foo%", case),
                lambda want, have: "%" in want and "%" not in have and "\ufffd" not in have)),
    Reason("3.3", "what is not in the charset is U+FFFD, W06",
           both(lambda case: re.search(r"boundary\*(=utf-8|0\*=utf-8)''", case),
                lambda want, have: re.sub("(%[0-9A-Fa-f]{2})+", "~", want)
                == re.sub("\ufffd+", "~", have))),
    Reason("1.1", "the line end before a delimiter is not the body's: `=' at its end breaks softly",
           both(lambda case: case.startswith("qp "),
                lambda want, have: have == want.rstrip(b" \t")[:-1])),
    Reason("3.4", "blanks inside a line are data, however many",
           both(lambda case: re.match(r"qp ' {8,}[09]", case),
                lambda want, have: have.lstrip() == want.lstrip() and len(have) > len(want))),
    Reason("2.3", "controls out of an encoded-word are U+FFFD",
           both(lambda case: case.startswith("word "),
                lambda want, have: re.sub("[\1-\10]", "\ufffd", want) == have)),
]
ATOM = re.compile(r"^[^\x00-\x20\x7f()<>@,;:\\\".\[\]]+(\.[^\x00-\x20\x7f()<>@,;:\\\".\[\]]+)*$")


def tables(corpora, name):
    """(function, variable, value) of each table of one file."""
    with open(os.path.join(corpora, "dovecot-lib-mail", name), encoding="utf-8") as f:
        for table in json.load(f)["tables"]:
            yield table["function"], table["variable"], table["value"]


def plain(value):
    """A string's bytes; None for the C tokens NULL and FALSE."""
    return value.encode("latin-1") if isinstance(value, str) else None


def utf8(value):
    data = plain(value)
    return None if data is None else data.decode("utf-8", "replace")


def address(local, domain):
    if not ATOM.match(local):
        local = '"' + re.sub(r'(["\\])', r"\\\1", local) + '"'
    return f"{local}@{domain}"


def box(value):
    """(name, address) of a struct of Dovecot's; an invalid one has no address."""
    name, local, domain, invalid = utf8(value[2]), value[4], value[5], value[6]
    if invalid != {"raw": "FALSE"} or not isinstance(local, str):
        return name or None, None
    return name or None, address(utf8(local), utf8(domain))


def address_cases(corpora):
    for function, variable, value in tables(corpora, "test-message-address.json"):
        if function == "test_message_address":
            for case in value:
                yield case[0], [box(case[3])]
        elif function == "test_message_address_path" and variable == "tests":
            for case in value:
                yield case[0], [box(case[2])] if isinstance(case[2][4], str) else []
        elif variable == "test_input":
            text = value
        elif variable == "wanted_addrs":
            yield text, [box(one) for one in value]


def param_cases(corpora):
    text = None
    for _, variable, value in tables(corpora, "test-rfc2231-parser.json"):
        if variable == "input":
            text = value
            continue
        names = [v for v in value if isinstance(v, str)]
        for key, want in zip(names[0::2], names[1::2]):
            if "*" not in key:  # what could not be joined is kept there
                yield key, re.sub(rf"\b{key}(?=[*=])", "boundary", text), utf8(want)


def judge_addresses(verdict, probe, corpora):
    cases = list(address_cases(corpora))
    inputs = [b"To: " + plain(text) + b"\r\n\r\n" for text, _ in cases]
    for (text, want), message in zip(cases, probe.texts(inputs)):
        have = [(name or None, got) for name, got, _ in message.root.addresses("To")]
        verdict.judge(f"address {text}", [("mailboxes", want, have)])


def judge_params(verdict, probe, corpora):
    cases = list(param_cases(corpora))
    inputs = [b"Content-Type: text/plain" + plain(text) + b"\r\n\r\n" for _, text, _ in cases]
    for (key, text, want), message in zip(cases, probe.texts(inputs)):
        verdict.judge(f"{key} {text}", [("value", want, message.root.params.get("boundary"))])


def judge_quoted(verdict, probe, corpora):
    cases = [case for _, _, value in tables(corpora, "test-qp-decoder.json") for case in value]
    head = (b"Content-Type: application/octet-stream\n"
            b"Content-Transfer-Encoding: quoted-printable\n\n")
    found = probe.texts([head + plain(case[0]) for case in cases])
    for case, message in zip(cases, found):
        want, have = (data.replace(b"\r\n", b"\n") for data in
                      (plain(case[1]), message.root.body))
        verdict.judge(f"qp {case[0]!r}", [("body", want, have)])


def can_come_back(value):
    """Valid UTF-8, each line after the first a continuation.  One vector lost
    a macro in the middle when it was taken out of its source."""
    return utf8(value) != " \xe4 \xe4 stuff" and "\ufffd" not in utf8(value) and not re.search(r"\n[^ \t]|\n$", value)


def judge_words(verdict, probe, corpora):
    """What Dovecot encodes must come back as what it was."""
    for _, _, value in tables(corpora, "test-message-header-encode.json"):
        pairs = [(was, text) for was, text in zip(value[0::2], value[1::2])
                 if can_come_back(was)]
        found = probe.texts([b"Subject: " + plain(text).replace(b"\r\n", b"\n") + b"\n\n"
                             for _, text in pairs])
        for (want, text), message in zip(pairs, found):
            flat = re.sub(r"\r?\n", "", utf8(want)).strip(" \t")
            verdict.judge(f"word {text!r}", [("text", flat, message.root.header("Subject"))])


def judge_bytes(verdict, probe, corpora):
    for function, _, value in tables(corpora, "test-qp-encoder.json"):
        if function == "test_qp_encoder_header":
            dovecot_bytes.judge_header_encoder(verdict, probe, value)
        else:
            word = "data" if function == "test_qp_encoder_binary" else "text"
            dovecot_bytes.judge_encoder(verdict, probe, word, value)
    lines = {variable: value for _, variable, value in tables(corpora, "test-mbox-from.json")}
    dovecot_bytes.judge_from_lines(verdict, probe, lines["input"], lines["output"])
    for _, variable, value in tables(corpora, "test-message-snippet.json"):
        if variable == "tests" and probe.mimedump is not None:
            dovecot_bytes.judge_snippets(verdict, probe, value)


def run(probe, corpora):
    verdict = Verdict("dovecot-lib-mail", REASONS + dovecot_bytes.REASONS)
    for judge in (judge_addresses, judge_params, judge_quoted, judge_words, judge_bytes):
        judge(verdict, probe, corpora)
    return verdict
