"""Holds `mimedump --imap' against a Dovecot that serves the same messages.

   judge.py fill CORPORA MAILDIR PROBE   makes the Maildir, prints a count
   judge.py judge MAILDIR PORT PROBE MIMEDUMP
"""
import collections
import os
import sys

sys.dont_write_bytecode = True
import client
import compare
import reading
import rules


def fill(corpora, maildir, probe):
    """One file for each message: what has a header field and is no mbox of
    several."""
    paths = []
    for folder, folders, names in os.walk(corpora):
        folders.sort()
        paths += [os.path.join(folder, name) for name in sorted(names)]
    roots = reading.places(probe, paths)
    n = 0
    with open(os.path.join(maildir, "names"), "w", encoding="utf-8") as names:
        for path, root in zip(paths, roots):
            with open(path, "rb") as f:
                data = f.read()
            if data.startswith(b"From ") and b"\n\nFrom " not in data:
                data = data.partition(b"\n")[2]  # the line is no field
            if root is None or data.startswith(b"From "):
                continue
            n += 1
            name = f"{n:05}.M.host"
            with open(os.path.join(maildir, "cur", name + ":2,"), "wb") as f:
                f.write(data)
            print(name, os.path.relpath(path, corpora), file=names)
    print(n, "messages")


def show(value):
    if isinstance(value, reading.Node):
        value = [value.type] + [k.type for k in value.kids]
    return repr(value)[:500]


def judge(maildir, port, probe, mimedump):
    with open(os.path.join(maildir, "names"), encoding="utf-8") as f:
        names = dict(line.rstrip("\n").split(" ", 1) for line in f)
    paths = [os.path.join(maildir, "cur", name + ":2,") for name in names]
    theirs = client.Server(int(port)).fetch()
    ours = client.ours(mimedump, paths)
    roots = reading.places(probe, paths)
    counts, messages = collections.Counter(), collections.Counter()
    same = by_rule = wrong = 0
    for (name, path), own, root in zip(names.items(), ours, roots):
        other = theirs[name]
        found = list(compare.envelope(own[0], other[0], root, None))
        found += compare.body(reading.Node(own[1]), reading.Node(other[1]), root)
        why, before = set(), wrong
        for d in found:
            reasons = rules.reasons(d)
            why.update(reasons)
            counts.update(reasons)
            if not reasons:
                wrong = before + 1
                print(f"not ok {path}: {d.kind} {d.name}\n  ours   {show(d.ours)}\n"
                      f"  theirs {show(d.theirs)}")
        messages.update(why)
        same += not found
        by_rule += bool(found) and wrong == before
    print(f"{len(names)} messages: {same} the same, {by_rule} differ by rule, "
          f"{wrong} for no reason\n\n"
          "differences, messages, section of BEHAVIOUR, rule")
    for name, (_, section, text, _) in rules.RULES.items():
        print(f"{counts[name]:5} {messages[name]:5}  {section:8} {name}: {text}")
        if counts[name] == 0:
            print(f"not ok: nothing needs the rule {name}")
            wrong += 1
    print(f"{same + by_rule} passed, {wrong} failed")
    return wrong > 0


if __name__ == "__main__":
    sys.exit({"fill": fill, "judge": judge}[sys.argv[1]](*sys.argv[2:]))
