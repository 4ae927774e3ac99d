"""adversarial/index.json: what each attack on record must give."""
import hashlib
import json
import os

from verdict import Verdict


def by_section(message):
    found = {}
    for part in message.parts:
        found.setdefault(part.section, part)
        if part.body is not None:
            found[part.section] = part
    return found


def expected(want, message):
    """(item, want, have) of one entry."""
    codes, parts = message.codes(), by_section(message)
    for code in want.get("report", []):
        yield f"report {code}", True, code in codes
    some = want.get("report_any")
    if some:
        yield f"report any of {some}", True, bool(codes & set(some))
    if want.get("clean"):
        yield "clean", set(), message.codes("EW")
    if "parts" in want:
        yield "parts", want["parts"], [part.type for part in message.parts]
    for section, body in want.get("bodies", {}).items():
        part = parts.get(section)
        if "sha256" in body:
            yield (f"body {section}", body["sha256"],
                   part and hashlib.sha256(part.body or b"").hexdigest())
        if "text" in body:
            yield (f"text {section}", body["text"].replace("\r\n", "\n"), part and part.text)
    if "filename" in want:
        part = parts.get(str(want["filename"].get("part")))
        for key in ("raw", "safe"):
            if key in want["filename"]:
                have = part and (part.name if key == "raw" else part.safe)
                yield f"name {key}", want["filename"][key], have
    for name, value in want.get("header", {}).items():
        yield name, value, message.root.header(name)
    if "from_addr" in want:
        yield "author", want["from_addr"], message.author


def run(probe, corpora):
    base = os.path.join(corpora, "adversarial")
    with open(os.path.join(base, "index.json"), encoding="utf-8") as f:
        cases = [case for case in json.load(f)["cases"]
                 if case.get("kind") == "parse" and case.get("file")]
    found = probe.files([os.path.join(base, case["file"]) for case in cases])
    verdict = Verdict("adversarial")
    for case in cases:
        message = found[os.path.join(base, case["file"])]
        verdict.judge(case["name"], expected(case["expect"], message))
    return verdict
