"""Holds what libmime reads in the corpora against the expectations there.

   python3 tests/expectations PROBE CORPORA [SET...]

One file a set.  Prints a table, the rule behind each difference that is meant,
and each that is not.  The exit status is 1 if one is wrong, or a reason covers
nothing any more.  The rules are those of BEHAVIOUR.md beside the corpora; RFC.md
has those that depart from an RFC."""
import importlib
import os
import sys

SETS = [
    "adversarial",
    "dovecot",
    "email_mime",
    "flanker",
    "gmime",
    "kmime",
    "mailcore2",
    "mime4j",
    "mime_tools",
    "mimekit",
    "noxxi",
    "oracle",
]


def show(verdicts):
    print(f"{'set':<36} {'cases':>6} {'same':>6} {'by rule':>8} {'wrong':>6}")
    total = [0, 0, 0, 0]
    for verdict in verdicts:
        name, *counts = verdict.counts()
        print(f"{name:<36} {counts[0]:>6} {counts[1]:>6} {counts[2]:>8} {counts[3]:>6}")
        total = [a + b for a, b in zip(total, counts)]
    print(f"{'all':<36} {total[0]:>6} {total[1]:>6} {total[2]:>8} {total[3]:>6}\n")
    for verdict in verdicts:
        for (rule, says), count in sorted(verdict.differs.items()):
            print(f"{verdict.name}: {count} by {rule}: {says}")


def main():
    from probe import Probe
    args = sys.argv[1:]
    probe, corpora, wanted = Probe(args[0]), args[1], args[2:] or SETS
    verdicts, idle = [], set()
    for name in wanted:
        found = importlib.import_module(name).run(probe, corpora)
        verdicts += found if isinstance(found, list) else [found]
    show(verdicts)
    bad = 0
    for verdict in verdicts:
        for case, item, want, have in verdict.wrong:
            print(f"not ok {verdict.name} {case}: {item} is {str(have)[:400]!r}, "
                  f"not {str(want)[:400]!r}")
        for reason in set(verdict.idle()) - idle:
            print(f"not ok {verdict.name}: nothing needs the reason {reason.rule} ({reason.says})")
        idle.update(verdict.idle())
        bad += len(verdict.wrong)
    return bad + len(idle) > 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    sys.exit(main())
