"""Counts cases that are the same, differ by a rule, or are wrong."""


class Reason:
    """Why a difference is meant: a rule of BEHAVIOUR, the place and the values
    that it covers.

       rule     its number there, "1.2"
       says     what follows from the rule here
       covers   called with (case, item, want, have); true if this is it
    """

    def __init__(self, rule, says, covers):
        self.rule, self.says, self.covers = rule, says, covers


def at(*places):
    """Covers exactly these: "case" or "case item"."""
    places = set(places)
    return lambda case, item, want, have: (case in places or f"{case} {item}" in places)


class Case(str):
    """A name that also knows the message, for reasons that ask its defects."""

    def __new__(cls, name, message):
        case = super().__new__(cls, name)
        case.message, case.codes = message, message.codes()
        return case


class Verdict:
    """used   what its reasons explained: one set, if several share them."""

    def __init__(self, name, reasons=(), used=None):
        self.name, self.reasons = name, list(reasons)
        self.cases, self.same, self.wrong = 0, 0, []
        self.differs, self.used = {}, set() if used is None else used

    def judge(self, case, items):
        """One case: items are (item, want, have); equal pairs are the same."""
        self.cases += 1
        rules, bad = set(), []
        for item, want, have in items:
            if want == have:
                continue
            for reason in self.reasons:
                if reason.covers(case, item, want, have):
                    rules.add((reason.rule, reason.says))
                    self.used.add(reason)
                    break
            else:
                bad.append((case, item, want, have))
        if bad:
            self.wrong.extend(bad)
        elif rules:
            first = sorted(rules)[0]
            self.differs[first] = self.differs.get(first, 0) + 1
        else:
            self.same += 1

    def counts(self):
        wrong = len({case for case, *_ in self.wrong})
        return (self.name, self.cases, self.same, sum(self.differs.values()), wrong)

    def idle(self):
        """Reasons that nothing needed: they would hide a fault to come."""
        return [reason for reason in self.reasons if reason not in self.used]
