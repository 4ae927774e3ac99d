#!/usr/bin/env python3
"""Holds what mimecompose makes against the expectations of the corpora.

   expectations_compose.py MIMECOMPOSE CORPORA

Each case of CORPORA/adversarial/index.json says what to compose and what must
come of it; prints a line for each difference and the count last."""
import base64
import email
import email.policy
import json
import os
import re
import subprocess
import sys
import tempfile


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def sender(value):
    if isinstance(value, dict):
        return f"{quoted(value['name'])} <{value['addr']}>"
    return value


def options(case, folder):
    yield f"--from={sender(case['from'])}"
    for field in ("to", "cc", "bcc"):
        for address in case.get(field, []):
            yield f"--{field}={address}"
    yield f"--subject={case['subject']}"
    yield f"--date={case['date']}"
    if "message_id" in case:
        yield f"--message-id={case['message_id']}"
    for name, value in case.get("headers", []):
        yield f"--header={name}: {value}"
    for number, attachment in enumerate(case.get("attachments", [])):
        path = os.path.join(folder, f"{number}.bin")
        with open(path, "wb") as f:
            f.write(base64.b64decode(attachment["data_b64"]))
        yield f"--attach={path};name={quoted(attachment['name'])}"


def differences(expect, status, wire, errors):
    if expect.get("refuse"):
        if status == 0:
            yield "is not refused"
        if wire:
            yield "is written all the same"
        if expect["error_names"].lower() not in errors.lower():
            yield f"{expect['error_names']} is not named: {errors.strip()}"
        return
    if status not in (0, 65):
        yield f"exit status {status}: {errors.strip()}"
    text = wire.decode("latin-1")
    if status == 0:
        for pattern in expect.get("wire_must", []):
            if not re.search(pattern, text):
                yield f"nothing like {pattern}"
    for pattern in expect.get("wire_must_not", []):
        if re.search(pattern, text):
            yield f"something like {pattern}"
    message = email.message_from_bytes(wire, policy=email.policy.default)
    for name, value in expect.get("header_roundtrip", {}).items():
        if message[name] != value:
            yield f"{name} comes back as {message[name]}"
    name = expect.get("filename_roundtrip")
    names = [part.get_filename() for part in message.walk()]
    if name is not None and name not in names:
        yield f"{name} is not among {names}"


def run(program, case):
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "--text=-", *options(case, folder)]
        done = subprocess.run(command, input=case["text"].encode(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def main():
    program, corpora = sys.argv[1:3]
    base = os.path.join(corpora, "adversarial")
    with open(os.path.join(base, "index.json"), encoding="utf-8") as f:
        cases = [c for c in json.load(f)["cases"] if c.get("kind") == "compose"]
    failed = 0
    for case in cases:
        with open(os.path.join(base, case["file"]), encoding="utf-8") as f:
            found = list(differences(case["expect"], *run(program, json.load(f))))
        failed += bool(found)
        for text in found:
            print(f"not ok {case['n']} {case['name']}: {text}")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return failed > 0 or not cases


if __name__ == "__main__":
    sys.exit(main())
