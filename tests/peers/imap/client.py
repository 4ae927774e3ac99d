"""What an IMAP server says of each message, and what mimedump --imap says, as
Python lists: a string is bytes, NIL is None, an atom is str."""
import re
import socket
import subprocess

ATOM = re.compile(rb"[^ ()\r\n]+")
LITERAL = re.compile(rb"\{(\d+)\}\r\n$")


def parse(data, at):
    """The value at data[at:]; returns it and the place behind it."""
    c = data[at:at + 1]
    if c == b"(":
        out, at = [], at + 1
        while data[at:at + 1] != b")":
            if data[at:at + 1] == b" ":
                at += 1
                continue
            value, at = parse(data, at)
            out.append(value)
        return out, at + 1
    if c == b'"':
        out, at = bytearray(), at + 1
        while data[at] != 0x22:
            if data[at] == 0x5c:
                at += 1
            out.append(data[at])
            at += 1
        return bytes(out), at + 1
    if c == b"{":
        end = data.index(b"}\r\n", at)
        n = int(data[at + 1:end])
        return data[end + 3:end + 3 + n], end + 3 + n
    word = ATOM.match(data, at)
    if word is None:
        raise ValueError(f"no value at {data[at:at + 60]!r}")
    text = word.group()
    if text == b"NIL":
        return None, word.end()
    return int(text) if text.isdigit() else text.decode("ascii"), word.end()


class Server:
    def __init__(self, port):
        self.file = socket.create_connection(("127.0.0.1", port), 60).makefile("rwb")
        self.line()

    def line(self):
        """One line, with the literals in it."""
        line = self.file.readline()
        while True:
            literal = LITERAL.search(line)
            if literal is None:
                return line
            line += self.file.read(int(literal.group(1))) + self.file.readline()

    def say(self, command):
        """The untagged answers to a command."""
        self.file.write(b"t " + command + b"\r\n")
        self.file.flush()
        answers = []
        while True:
            line = self.line()
            if line == b"":
                raise ValueError("the server is gone")
            if line.startswith(b"t "):
                if not line.startswith(b"t OK"):
                    raise ValueError(line.decode("latin-1"))
                return answers
            answers.append(line)

    def fetch(self):
        """{name of the file: (ENVELOPE, BODYSTRUCTURE)} of the whole folder."""
        self.say(b"LOGIN anyone secret")
        self.say(b"EXAMINE INBOX")
        out = {}
        for line in self.say(b"FETCH 1:* (X-GUID ENVELOPE BODYSTRUCTURE)"):
            where = line.find(b" FETCH ")
            if where < 0:
                continue
            items, _ = parse(line, where + len(b" FETCH "))
            items = dict(zip(items[::2], items[1::2]))
            out[items["X-GUID"]] = items["ENVELOPE"], items["BODYSTRUCTURE"]
        return out


def ours(mimedump, paths):
    """[(ENVELOPE, BODYSTRUCTURE)] by mimedump --imap -R."""
    data = subprocess.run([mimedump, "--imap", "-R", "-I", "eml", "--", *paths],
                          stdout=subprocess.PIPE, check=False).stdout
    out, at = [], 0
    for path in paths:
        both = []
        for word in (b"ENVELOPE ", b"BODYSTRUCTURE "):
            if not data.startswith(word, at):
                raise ValueError(f"{path}: no {word!r}, but {data[at:at + 60]!r}")
            value, at = parse(data, at + len(word))
            both.append(value)
            at += 1
        out.append(tuple(both))
    return out
