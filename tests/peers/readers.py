"""A message as Python's email reads it, for tests/peers/test_readers.sh.

  readers.py tree FILE           header and tree, a line a part
  readers.py defects FILE STYLE  what Python finds wrong, but for the
                                 encoded-words in names that STYLE asks for
  readers.py lines FILE          lines that are too long
"""
import email
import email.policy
import hashlib
import sys


def read(path):
    with open(path, "rb") as f:
        return email.message_from_binary_file(f, policy=email.policy.default)


def content(part):
    data = part.get_payload(decode=True)
    if part.get_content_type() in ("text/plain", "text/html") and not \
            part.is_attachment():
        text = data.decode(part.get_content_charset("us-ascii"))
        data = text.replace("\r\n", "\n").encode()
    return hashlib.sha256(data).hexdigest()


def tree(part, depth=0):
    name = part.get_filename() or "-"
    if part.is_multipart():
        print(depth, part.get_content_type())
        for child in part.iter_parts():
            tree(child, depth + 1)
    else:
        print(depth, part.get_content_type(), name, content(part))


def defects(message, style):
    about_names = ("encoded word inside quoted string",
                   "missing trailing whitespace after encoded-word")
    fields = {"compat": ("Content-Type",), "rfc2231": (),
              "rfc2047": ("Content-Type", "Content-Disposition")}[style]
    found = 0
    for part in message.walk():
        wrong = [("part", d) for d in part.defects]
        for name, value in part.items():
            for d in value.defects:
                if name not in fields or str(d) not in about_names:
                    wrong.append((name, d))
        for name, d in wrong:
            print(part.get_content_type(), name, repr(d))
            found += 1
    return found


def lines(path):
    with open(path, "rb") as f:
        header, bad, blocks = True, 0, f.read().split(b"\r\n")
    for number, line in enumerate(blocks, 1):
        if b"\r" in line or b"\n" in line:
            print(number, "bare CR or LF")
            bad += 1
        if len(line) > 998:
            print(number, "above 998:", len(line))
            bad += 1
        if line == b"":
            header = False
        elif line.startswith(b"--"):
            header = True
        elif header and len(line) > 78 and b" " in line[1:].strip():
            print(number, "header line above 78:", line.decode())
            bad += 1
        elif not header and len(line) > 78:
            print(number, "body line above 78:", line.decode())
            bad += 1
    return bad


def main():
    what, path = sys.argv[1:3]
    sys.stdout.reconfigure(encoding="utf-8")
    if what == "tree":
        message = read(path)
        for name in ("Subject", "From", "To", "Cc"):
            print(name, message[name])
        tree(message)
        return 0
    if what == "defects":
        return defects(read(path), sys.argv[3]) != 0
    return lines(path) != 0


sys.exit(main())
