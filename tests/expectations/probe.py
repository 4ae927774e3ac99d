"""Runs tests/probe and reads what it prints."""
import json
import os
import subprocess
import tempfile


class Part:
    def __init__(self, index, section, kind, media, encoding, inner):
        self.index, self.parent, self.section = index, None, section
        self.kind, self.type, self.encoding, self.inner = kind, media, encoding, inner
        self.children, self.fields, self.boxes = [], [], []
        self.dates, self.params = {}, {}
        self.extent = self.declared = self.used = None
        self.body = self.text = self.name = self.safe = None
        self.embedded = []

    def bytes_of(self, data):
        """What its extent counts in: data, or the body of an encoded message."""
        part = self
        while part.inner and part.parent.inner:
            part = part.parent
        return part.parent.body if part.inner else data

    def header(self, name):
        """The decoded text of the first field of that name."""
        for key, _, text in self.fields:
            if key.lower() == name.lower():
                return text
        return None

    def addresses(self, name):
        return [box[1:] for box in self.boxes if box[0].lower() == name.lower()]


class Message:
    def __init__(self):
        self.parts, self.inner, self.defects, self.author = [], [], [], None

    @property
    def all(self):
        """With the parts of encoded messages, in document order."""
        return sorted(self.parts + self.inner, key=lambda part: part.index)

    @property
    def root(self):
        return self.parts[0]

    def codes(self, severities="EWI"):
        return {d[0] for d in self.defects if d[1] in severities}


def octets(word):
    if word == "-":
        return None
    return b"" if word == "." else bytes.fromhex(word)


def text(word):
    value = octets(word)
    return None if value is None else value.decode("utf-8", "surrogateescape")


def latin(word):
    value = octets(word)
    return None if value is None else value.decode("latin-1")


def read_line(message, every, word, rest):
    v = rest.split(" ")
    if word in ("part", "inner"):
        index, parent = int(v[0]), int(v[1])
        part = Part(index, "" if v[2] == "-" else v[2], v[3], latin(v[4]),
                    latin(v[5]), word == "inner")
        every[index] = part
        (message.inner if part.inner else message.parts).append(part)
        if parent >= 0:
            part.parent = every[parent]
            part.parent.children.append(part)
        return
    if word == "from":
        message.author = text(v[0])
    elif word == "defect":
        message.defects.append((v[0], v[1], int(v[2])))
    if word in ("from", "defect", "end"):
        return
    part = every[int(v[0])]
    if word == "extent":
        part.extent = tuple(int(n) for n in v[1:])
    elif word == "field":
        part.fields.append((latin(v[1]), octets(v[2]), text(v[3])))
    elif word == "box":
        part.boxes.append((latin(v[1]), text(v[2]), text(v[3]), text(v[4])))
    elif word == "date":
        part.dates.setdefault(latin(v[1]).lower(), (int(v[2]), int(v[3])))
    elif word == "param":
        part.params[v[1]] = text(v[2])
    elif word == "charset":
        part.declared, part.used = latin(v[1]), latin(v[2])
    elif word == "body":
        part.body = octets(v[1])
    elif word == "text":
        part.text = text(v[1])
    elif word == "embedded":
        part.embedded.append((int(v[1]), text(v[2]), octets(v[3])))
    elif word == "name":
        part.name, part.safe = text(v[1]), text(v[2])


class Probe:
    """program is tests/probe; beside it is tests/probe_bytes, and mimedump
    above, if it was built."""

    def __init__(self, program):
        self.program = program
        build = os.path.dirname(os.path.abspath(program))
        if os.path.basename(build) == ".libs":
            build = os.path.dirname(build)
        self.bytes_program = os.path.join(build, "probe_bytes")
        mimedump = os.path.join(os.path.dirname(build), "mimedump")
        self.mimedump = mimedump if os.path.exists(mimedump) else None

    def answers(self, word, inputs):
        """What probe_bytes answers to that word, line by line."""
        asked = "".join(f"{word} {data.hex()}\n" for data in inputs)
        run = subprocess.run([self.bytes_program], input=asked.encode(),
                             stdout=subprocess.PIPE, check=True)
        return run.stdout.decode().splitlines()

    def made(self, word, inputs):
        """The same as bytes."""
        return [octets(line) for line in self.answers(word, inputs)]

    def json(self, inputs):
        """The objects that mimedump -j prints for messages given as bytes."""
        found = []
        for data in inputs:
            run = subprocess.run([self.mimedump, "-j"], input=data,
                                 stdout=subprocess.PIPE, check=False)
            found.append(json.loads(run.stdout))
        return found

    def files(self, paths):
        """What the probe reads in each file, by its path."""
        run = subprocess.run([self.program], input="\n".join(paths).encode(),
                             stdout=subprocess.PIPE, check=True)
        messages, now, every = {}, None, {}
        for line in run.stdout.decode("latin-1").splitlines():
            word, _, rest = line.partition(" ")
            if word == "file":
                now, every = Message(), {}
                messages[rest] = now
            else:
                read_line(now, every, word, rest)
        return messages

    def texts(self, inputs):
        """The same for messages that are given as bytes, in their order."""
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for number, data in enumerate(inputs):
                paths.append(os.path.join(folder, str(number)))
                with open(paths[-1], "wb") as f:
                    f.write(data)
            found = self.files(paths) if paths else {}
            return [found[path] for path in paths]
