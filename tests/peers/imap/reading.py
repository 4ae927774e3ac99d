"""The parts of a message: as IMAP describes them, and as libmime found them."""
import re
import subprocess

EMPTY_LINE = re.compile(rb"^\r?\n", re.MULTILINE)


def unhex(word):
    return None if word == "-" else b"" if word == "." else bytes.fromhex(word)


class Place:
    """A part where libmime found it (tests/probe)."""

    def __init__(self, words, inner):
        self.index, self.parent = int(words[0]), int(words[1])
        self.kind, self.type = words[3], unhex(words[4])
        self.inner, self.up, self.boundary = inner, None, None
        self.kids, self.fields, self.all_defects = [], [], []

    def values(self, name):
        """The bodies of the fields of that name, folds and all."""
        return [raw.partition(b":")[2] for n, raw in self.fields
                if n.lower() == name.encode()]

    def defects(self, header_only=False):
        """Codes of what is wrong with it, or with what is in it; of a message
        that was decoded nothing is told."""
        end = self.body if header_only else self.end
        return set() if self.inner else {
            code for code, at in self.all_defects if self.start <= at < end}

    def blank_line(self):
        """Where its body begins if only an empty line ends a header; its end if
        there is none."""
        found = EMPTY_LINE.search(self.data, self.header, self.end)
        return found.end() if found else self.end

    def around(self):
        """It, and the parts around it."""
        place = self
        while place is not None:
            yield place
            place = place.up


def places(probe, paths):
    """[the root of each message], None for what has no header field."""
    out = subprocess.run([probe, *paths], stdout=subprocess.PIPE, check=True).stdout
    roots, parts, defects = [], {}, []
    for line in out.decode("ascii", "surrogateescape").splitlines():
        word, *rest = line.split(" ")
        if word == "file":
            parts, defects = {}, []
            with open(line[len("file "):], "rb") as f:
                data = f.read()
        elif word in ("part", "inner"):
            part = Place(rest, word == "inner")
            part.all_defects = defects
            parts[part.index] = part
            part.data = data
            if part.parent in parts:
                part.up = parts[part.parent]
                part.up.kids.append(part)
        elif word == "extent":
            part = parts[int(rest[0])]
            part.start, part.header, part.body = map(int, rest[1:4])
            part.end = int(rest[6])
        elif word == "field":
            parts[int(rest[0])].fields.append((unhex(rest[1]), unhex(rest[2])))
        elif word == "param" and rest[1] == "boundary":
            parts[int(rest[0])].boundary = unhex(rest[2])
        elif word == "defect":
            defects.append((rest[0], int(rest[2])))
        elif word == "end":
            roots.append(parts[0] if parts[0].fields else None)
    return roots


def lower(value):
    return value.lower() if isinstance(value, bytes) else value


class Node:
    """A body as BODYSTRUCTURE gives it; what it has not is None."""

    def __init__(self, body):
        self.id = self.description = self.encoding = self.octets = None
        self.lines = self.envelope = self.md5 = None
        self.kids = []
        if isinstance(body[0], list):
            n = next(i for i, b in enumerate(body) if not isinstance(b, list))
            self.kids = [Node(b) for b in body[:n]]
            self.type = b"multipart/" + lower(body[n])
            self.parameters = body[n + 1]
            rest = body[n + 2:]
        else:
            self.type = lower(body[0]) + b"/" + lower(body[1])
            self.parameters, self.id, self.description = body[2:5]
            self.encoding, self.octets = lower(body[5]), body[6]
            rest = body[7:]
            if len(rest) > 4 and isinstance(rest[0], list):
                self.envelope, self.lines = rest[0], rest[2]
                self.kids = [Node(rest[1])]
                rest = rest[3:]
            elif lower(body[0]) == b"text":
                self.lines, rest = rest[0], rest[1:]
            rest = rest + [None] * 4  # extension data may be left out
            self.md5, rest = rest[0], rest[1:]
        disposition, language, self.location = rest[:3]
        self.disposition = disposition and lower(disposition[0])
        self.disposition_parameters = disposition and disposition[1]
        # one language is a string or a list of one
        self.language = [language] if isinstance(language, bytes) else language
