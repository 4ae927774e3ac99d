"""Rules for lists of addresses.  Two lists are read side by side: each rule
takes the entries that it explains off the front of both."""
from table import RULES, collapse, raw, rule

NO_MAILBOX, NO_DOMAIN = b"MISSING_MAILBOX", b"MISSING_DOMAIN"
PLACEHOLDERS = NO_MAILBOX, NO_DOMAIN, b"SYNTAX_ERROR"


def is_invalid(entry):
    return entry[2] == b"" and entry[3] == b""


class Pair:
    """What is left of the lists, and the field they come from."""

    def __init__(self, d):
        self.ours, self.theirs = list(d.ours or []), list(d.theirs or [])
        self.name, self.raw, self.place = d.name, raw(d), d.place
        self.after_invalid = False

    def heads(self):
        return (self.ours[0] if self.ours else None,
                self.theirs[0] if self.theirs else None)

    def drop(self, ours, theirs):
        del self.ours[:ours]
        del self.theirs[:theirs]
        return True


@rule("list", "2.7", "several From fields name no author; Dovecot joins them")
def several_from(p):
    return (p.name == "from" and not p.ours and len(p.raw) > 1 and
            p.drop(0, len(p.theirs)))


@rule("list", "1.2", "of a repeated address field the first counts; Dovecot joins them")
def first_list(p):
    return not p.ours and len(p.raw) > 1 and p.drop(0, len(p.theirs))


@rule("list", "2.7", "a mailbox may have no domain; Dovecot says MISSING_DOMAIN")
def no_domain(p):
    a, b = p.heads()
    return (a is not None and b is not None and a[2] != b"" and a[3] == b"" and
            b[3] == NO_DOMAIN and a[1:3] == b[1:3] and
            collapse(a[0]) == b[0] and p.drop(1, 1))


@rule("list", "2.7", "an invalid mailbox is never repaired into an address")
def invalid_mailbox(p):
    a, _ = p.heads()
    if a is None or not is_invalid(a):
        return False
    n = 0
    while n < len(p.theirs) and comes_from(p.theirs[n], a[0]):
        n += 1
    p.after_invalid = True
    return p.drop(1, n)


def comes_from(entry, text):
    """An entry that Dovecot made of that text."""
    squeezed = text.replace(b"\\", b"")
    return all(word is None or word in PLACEHOLDERS or
               all(piece in squeezed for piece in word.replace(b"\\", b"").split())
               for word in entry)


@rule("list", "Dovecot", "an empty place between commas is shown as an address")
def empty_place(p):
    _, b = p.heads()
    return b == [None, None, NO_MAILBOX, NO_DOMAIN] and p.drop(0, 1)


@rule("list", "Dovecot", "nothing is read behind an error")
def stops_at_error(p):
    return (p.after_invalid and p.ours and (not p.theirs or len(p.raw) > 1) and
            p.drop(len(p.ours), 0))


@rule("list", "2.7", "a semicolon outside a group parts two mailboxes; Dovecot stops there")
def semicolon(p):
    return (p.ours and (not p.theirs or len(p.raw) > 1) and p.raw and
            b";" in p.raw[0] and b":" not in p.raw[0] and p.drop(len(p.ours), 0))


@rule("list", "2.7", "a@b <a@b> is one address, that in the brackets; Dovecot reads the other")
def address_before_itself(p):
    a, b = p.heads()
    return (a is not None and b is not None and
            (a[0] or b"").lower() == b"@".join(a[2:]).lower() and
            b"@".join(b[2:]) == a[0] and p.drop(1, 1))


@rule("list", "2.7", "a parenthesis too many is a character of a name; Dovecot stops there")
def parenthesis(p):
    a, b = p.heads()
    return (a is not None and b is not None and b")" in (a[0] or b"") and
            a[0].startswith(b[0] or b"-") and b[2:] == [NO_MAILBOX, NO_DOMAIN] and
            p.drop(1, 1))


@rule("list", "1.8", "comments are read to a depth of 32")
def deep_comment(p):
    return "R08" in p.place.defects(True) and p.drop(len(p.ours), len(p.theirs))


@rule("list", "1.3", "a byte-order mark before the first field is skipped; in Dovecot it is "
      "part of a name")
def byte_order_mark(p):
    return (not p.theirs and p.place.data.startswith(b"\xef\xbb\xbf") and
            p.place.up is None and p.place.fields[0][0].lower() == p.name.encode() and
            p.drop(len(p.ours), 0))


@rule("list", "1.3", "a first header line that begins with a blank is a field; not in Dovecot")
def blank_first(p):
    return (not p.theirs and "H08" in p.place.defects(True) and
            p.drop(len(p.ours), 0))


def explain(d):
    """The rules that explain a difference of two lists, [] if they do not."""
    p, why = Pair(d), []
    rules = [(name, r[3]) for name, r in RULES.items() if "list" in r[0]]
    while p.ours or p.theirs:
        if p.ours and p.theirs and p.ours[0] == p.theirs[0]:
            p.drop(1, 1)
            continue
        used = next((name for name, function in rules if function(p)), None)
        if used is None:
            return []
        why.append(used)
    return why
