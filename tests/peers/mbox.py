"""Holds what samples/mailbox finds in mboxes against Python's mailbox module:
    mbox.py SAMPLE RANGES FILE...
The same messages at the same places with the same bytes, once Python's have the
quoting of mboxrd taken out; and RANGES ranges, cut anywhere, joined give the
same.  What MimeKit found in X.mbox.txt stands in X.unix-offsets.json beside it.
Prints a line for each thing looked at."""
import hashlib
import json
import mailbox
import os
import random
import re
import subprocess
import sys


def ours(sample, *arguments):
    out = subprocess.run((sample,) + arguments, stdout=subprocess.PIPE,
                         check=True, universal_newlines=True).stdout
    return [tuple(line.split()) for line in out.splitlines()]


def theirs(path):
    box = mailbox.mbox(path, create=False)
    found = []
    for key in box.keys():
        raw = re.sub(rb'(?m)^>(>*From )', rb'\1', box.get_bytes(key))
        start = box._toc[key][0]
        # Python leaves out an empty line before a "From " line, if it is LF
        last = start == max(s for s, _ in box._toc.values())
        empty = rb'\r?\n' if last else rb'\r\n'
        raw = re.sub(rb'(^|\n)' + empty + rb'\Z', rb'\1', raw)
        found.append((hashlib.sha256(raw).hexdigest(), str(len(raw)),
                      str(start)))
    box.close()
    return found


def ranges(sample, path, n):
    with open(path, 'rb') as file:
        size = len(file.read())
    cuts = sorted(random.Random(n).randrange(1, size) for _ in range(n - 1))
    joined = []
    for start, end in zip([0] + cuts, cuts + [size]):
        if start < end:
            joined += ours(sample, path, str(start), str(end))
    return joined


def mimekit(path):
    """Where messages begin, or None if that is not known."""
    known = path.replace('.mbox.txt', '.unix-offsets.json')
    if known == path or not os.path.exists(known):
        return None
    with open(known, encoding='utf-8') as file:
        return [str(m['mboxMarkerOffset']) for m in json.load(file)]


def main():
    sample, n = sys.argv[1], int(sys.argv[2])
    bad = 0
    for path in sys.argv[3:]:
        name = path.rsplit('/', 1)[-1]
        found = ours(sample, path)
        if found != theirs(path):
            wrong = [x for x in zip(found, theirs(path)) if x[0] != x[1]]
            print('not ok - %s: %d messages, Python has %d; %s' %
                  (name, len(found), len(theirs(path)), wrong[:2]))
            bad += 1
        else:
            print('ok - %s: %d messages as Python has' % (name, len(found)))
        if mimekit(path) not in (None, [place for _, _, place in found]):
            print('not ok - %s: MimeKit has others' % name)
            bad += 1
        if ranges(sample, path, n) != found:
            print('not ok - %s: ranges differ' % name)
            bad += 1
        else:
            print('ok - %s: %d ranges joined are the whole' % (name, n))
    return bad > 0


sys.exit(main())
