"""message/partial (RFC 2046 5.2.2): the pieces joined by their number are the
message that lies beside them.  libmime joins none; here its fields and bodies
are what is joined."""
import re


def number(root):
    """That of the parameter; the probe has no other parameters."""
    kind = next(raw for name, raw, _ in root.fields if name.lower() == "content-type")
    return int(re.search(rb"\bnumber=(\d+)", kind).group(1))


def joined(messages):
    roots = sorted((message.root for message in messages), key=number)
    return b"".join(root.body for root in roots)


def judge_partial(verdict, probe, case, pieces, whole):
    """The fields of the enclosed message are its Content-*, Message-ID,
    Subject, Encrypted and MIME-Version; the others those of the first piece."""
    found = probe.files(pieces + [whole])
    message, = probe.texts([joined([found[path] for path in pieces])])
    want = found[whole]
    items = [("tree", [part.type for part in want.all], [part.type for part in message.all]),
             ("bodies", [part.body for part in want.all], [part.body for part in message.all]),
             ("names", [part.name for part in want.all], [part.name for part in message.all])]
    items += [(name, want.root.header(name), message.root.header(name))
              for name in ("Message-ID", "Subject", "MIME-Version")]
    first = min((found[path].root for path in pieces), key=number)
    items += [(name, want.root.header(name), first.header(name))
              for name in ("From", "To", "Date")]
    verdict.judge(case, items)
