"""The table of rules."""
import re

RULES = {}  # name: (kinds, section, text, function), in the order of the files


def rule(kinds, section, text):
    """section of BEHAVIOUR.md beside the corpora, or "Dovecot" where it is
    Dovecot that does something of its own."""
    def add(function):
        RULES[function.__name__] = (set(kinds.split()), section, text, function)
        return function
    return add


def collapse(value):
    """White space as Dovecot shows it."""
    return re.sub(rb"[ \t\r\n]+", b" ", value).strip() if isinstance(value, bytes) else value


def raw(d, name=None):
    """The bodies of the field in question, as they stand in the message."""
    return d.place.values(name or d.name)
