#!/usr/bin/env python3
"""Holds what the probe reads against the expectations of the corpora.

   expectations.py PROBE CORPORA

Reads CORPORA/adversarial/index.json; prints a line for each difference and the
count last."""
import json
import os
import subprocess
import sys


def read_probe(probe, paths):
    out = subprocess.run([probe, *paths], stdout=subprocess.PIPE, check=True).stdout
    messages, now = {}, None
    for line in out.decode("ascii", "surrogateescape").splitlines():
        word, _, rest = line.partition(" ")
        if word == "file":
            now = messages[rest] = {"parts": [], "body": {}, "text": {}, "name": {},
                                    "from": None, "subject": None, "defects": []}
        elif word == "part":
            section, _, kind = rest.partition(" ")
            now["parts"].append(kind)
        elif word in ("body", "text"):
            section, _, value = rest.partition(" ")
            if word == "text":
                value = bytes.fromhex(value.replace("-", "")).decode("utf-8")
            now[word][section] = value
        elif word == "name":
            section, raw, safe = rest.split(" ")
            now["name"][section] = tuple(bytes.fromhex(v.replace("-", "")).decode("utf-8")
                                         for v in (raw, safe))
        elif word in ("from", "subject"):
            now[word] = bytes.fromhex(rest.replace("-", "")).decode("utf-8")
        elif word == "defect":
            now["defects"].append(tuple(rest.split(" ")))
    return messages


def differences(expect, got):
    codes = {d[0] for d in got["defects"]}
    for code in expect.get("report", []):
        if code not in codes:
            yield f"{code} is not reported (only {' '.join(sorted(codes)) or 'nothing'})"
    some = expect.get("report_any")
    if some and not codes & set(some):
        yield f"none of {some} is reported ({' '.join(sorted(codes))})"
    if expect.get("clean"):
        bad = [d for d in got["defects"] if d[1] in "EW"]
        if bad:
            yield f"not clean: {bad}"
    if "parts" in expect and expect["parts"] != got["parts"]:
        yield f"parts {got['parts']}, not {expect['parts']}"
    for section, body in expect.get("bodies", {}).items():
        if "sha256" in body and got["body"].get(section) != body["sha256"]:
            yield f"body {section} has another hash: {got['body']}"
        if "text" in body:
            want = body["text"].replace("\r\n", "\n")
            have = got["text"].get(section)
            if have != want:
                yield f"text {section} is {have!r}, not {want!r}"
    if "filename" in expect:
        want = expect["filename"]
        have = got["name"].get(str(want.get("part")), (None, None))
        if "raw" in want and want["raw"] != have[0]:
            yield f"name is {have[0]!r}, not {want['raw']!r}"
        if "safe" in want and want["safe"] != have[1]:
            yield f"safe name is {have[1]!r}, not {want['safe']!r}"
    for name, text in expect.get("header", {}).items():
        if name.lower() == "subject" and got["subject"] != text:
            yield f"Subject is {got['subject']!r}, not {text!r}"
    if "from_addr" in expect and expect["from_addr"] != got["from"]:
        yield f"From address is {got['from']!r}, not {expect['from_addr']!r}"


def main():
    probe, corpora = sys.argv[1:3]
    base = os.path.join(corpora, "adversarial")
    with open(os.path.join(base, "index.json"), encoding="utf-8") as f:
        cases = [c for c in json.load(f)["cases"]
                 if c.get("kind") == "parse" and c.get("file")]
    got = read_probe(probe, [os.path.join(base, c["file"]) for c in cases])
    failed = 0
    for case in cases:
        found = list(differences(case["expect"], got[os.path.join(base, case["file"])]))
        failed += bool(found)
        for text in found:
            print(f"not ok {case['n']} {case['name']}: {text}")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
