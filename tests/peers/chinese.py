"""What other programs show of the Chinese sample messages, and what mimedump
shows: a table in Markdown.

  chinese.py MESSAGES MIMEDUMP GMIME_TREE

MESSAGES is samples/mail/chinese.  A program that is not installed has no
column.  "yes" is right; what is wrong is shown as the program shows it; "-" is
what a program does not do.  Status 1 if mimedump has anything but "yes".
"""
import email
import email.policy
import hashlib
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile

CONTENT = "d4f0806bfd5f447e0b9396400367452462b6d1c468d1d8ece7f091a64cc407e3"
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm"}

# question, file, what is asked, the right answer
QUESTIONS = [
    ("encoded-word inside quotes", "fox", "from", "郜小亮"),
    ("characters outside GB 2312 under its label: From", "gbk", "from",
     "朱镕基"),
    ("the same: Subject", "gbk", "subject", "关于镕与囍"),
    ("the same: text", "gbk", "text", "朱镕基先生：您好。囍"),
    ("a character cut in two by encoded-words", "split", "subject",
     "第三季度销售报告"),
    ("8-bit header without a label: From", "raw8", "from", "郜小亮"),
    ("the same: Subject", "raw8", "subject", "第三季度销售报告"),
    ("the same: file name", "raw8", "name", "报告.xlsx"),
    ("encoded-word as file name", "fox", "name", "销售报告2026.xlsx"),
    ("RFC 2231 in pieces", "2231", "name", "销售报告2026.xlsx"),
    ("both forms of a name", "attachment-names", "name", "销售报告.pdf"),
    ("content of the attachment", "fox", "content", CONTENT),
    ("path as file name", "evil", "name", "pwned.sh"),
    ("escape sequence in From", "evil", "harmless", "yes"),
]


def run(*command, cwd=None, stdin=None):
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, timeout=20,
                          input=stdin, stdin=None if stdin else
                          subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=False)
    return done.stdout.decode("utf-8", "replace")


def field(text, name):
    found = re.search(r"^%s:[ \t]*(.*(?:\n[ \t].*)*)" % name, text, re.M)
    return re.sub(r"\n[ \t]+", " ", found.group(1)) if found else ""


def shown(text, body, name=None):
    """The answers of a program that prints a message."""
    return {"from": field(text, "From"), "subject": field(text, "Subject"),
            "text": body, "name": name,
            "harmless": "ESC" if "\033[31m" in text else "yes"}


def files(directory):
    """The answers of a program that writes files: the last by name."""
    found = []
    for where, _, names in os.walk(os.fsencode(directory)):
        for name in names:
            with open(os.path.join(where, name), "rb") as f:
                digest = hashlib.sha256(f.read()).hexdigest()
            path = os.path.relpath(os.path.join(where, name),
                                   os.fsencode(directory))
            found.append((digest == CONTENT, path.decode("utf-8", "replace"),
                          digest))
    attached = [f for f in found if not re.search(r"textfile|\.desc$", f[1])]
    if not attached:
        return {"name": "nothing"}
    _, name, digest = max(attached)
    return {"name": name, "content": digest}


def mimedump(path, directory):
    tool = sys.argv[2]
    run(tool, "-x", "-C", directory, path)
    header = run(tool, "-H", path)
    return {**shown(header, run(tool, "-b", path)), **files(directory)}


def mblaze(path, directory):
    text = run("mshow", path)
    run("mshow", "-x", path, cwd=directory)
    return {**shown(text, text), **files(directory)}


def mailbox(path, directory):
    box = os.path.join(directory, "box")
    with open(path, "rb") as f, open(box, "wb") as out:
        out.write(b"From a@b.c Sat Nov 21 12:00:00 2026\n" + f.read() + b"\n")
    return box


def mutt(path, directory):
    out = os.path.join(directory, "out")
    os.mkdir(out)
    box = mailbox(path, directory)
    keys = ("<first-entry><pipe-message>cat>%s/text<enter><view-attachments>"
            "<last-entry><save-entry><enter><exit><exit>x" % directory)
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(out)
        os.execvpe("mutt", ["mutt", "-n", "-F", "/dev/null", "-R", "-f", box,
                            "-e", "set folder=. pipe_decode wait_key=no; "
                            'push "%s"' % keys],
                   {**ENVIRONMENT, "HOME": directory})
    try:  # silence for two seconds: it waits for a key
        while select.select([fd], [], [], 2)[0] and os.read(fd, 65536):
            pass
    except OSError:
        pass
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(fd)
    with open(os.path.join(directory, "text"), "rb") as f:
        text = f.read().decode("utf-8", "replace")
    return {**shown(text, text), **files(out)}


def s_nail(path, directory):
    text = run("s-nail", "-n", "-R", "-#", "-S", "ttycharset=utf-8", "-f",
               mailbox(path, directory), stdin=b"type 1\n")
    name = re.findall(r'filename="?([^"\n]*)', text)
    return shown(text, text, name[-1] if name else "nothing")


def python(path, _):
    with open(path, "rb") as f:
        m = email.message_from_binary_file(f, policy=email.policy.default)
    attached = list(m.iter_attachments())[-1]
    header = "From: %s\nSubject: %s\n" % (m["From"], m["Subject"])
    header = header.encode("utf-8", "replace").decode()
    return {**shown(header, m.get_body(("plain",)).get_content(),
                    attached.get_filename()),
            "content":
            hashlib.sha256(attached.get_payload(decode=True)).hexdigest()}


def gmime(path, _):
    text = run(sys.argv[3], path)
    last = text.strip().split("\n")[-1].split(" ")
    plain = re.search(r"^\d+ text/plain \S+ (\S+)", text, re.M)
    right = hashlib.sha256("朱镕基先生：您好。囍\n".encode())
    text = re.sub(r"^(From|Subject) ", r"\1: ", text, flags=re.M)
    return {**shown(text, "朱镕基先生：您好。囍" if plain and plain.group(1) in
                    (right.hexdigest(), hashlib.sha256(
                        "朱镕基先生：您好。囍".encode()).hexdigest())
                    else "another text", " ".join(last[2:-1])),
            "content": last[-1]}


def munpack(path, directory):
    run("munpack", "-q", path, cwd=directory)
    return files(directory)


def ripmime(path, directory):
    run("ripmime", "-i", path, "-d", directory)
    return files(directory)


def reformime(path, _):
    with open(path, "rb") as f:
        message = f.read()
    header = message.split(b"\n\n", 1)[0]
    header = header.decode("utf-8", "surrogateescape")
    decoded = {name.lower(): run("reformime", "-c", "utf-8", "-h",
                                 field(header, name)).strip()
               for name in ("From", "Subject")}
    listed = run("reformime", "-i", stdin=message)
    names = re.findall(r"^content-(?:disposition-file)?name: (.*)$", listed,
                       re.M)
    section = re.findall(r"^section: (.*)$", listed, re.M)[-1]
    content = subprocess.run(["reformime", "-e", "-s", section],
                             input=message, stdout=subprocess.PIPE,
                             timeout=20, check=False).stdout
    return {**decoded, "name": names[-1] if names else "nothing",
            "content": hashlib.sha256(content).hexdigest(),
            "harmless": "ESC" if "\033[31m" in decoded["from"] else "yes"}


PROGRAMS = [("mblaze", mblaze, "mshow"), ("mutt", mutt, "mutt"),
            ("s-nail", s_nail, "s-nail"), ("Python", python, None),
            ("GMime", gmime, None), ("munpack", munpack, "munpack"),
            ("ripmime", ripmime, "ripmime"),
            ("reformime", reformime, "reformime"),
            ("mimedump", mimedump, None)]


def cell(answer, kind, right):
    if answer is None:
        return "-"
    answer = answer.strip()
    if answer == right or (kind in ("from", "text") and right in answer):
        return "yes"
    if kind == "content":
        return "other bytes"
    if kind == "text":
        answer = [line for line in answer.split("\n") if "朱" in line][-1]
    answer = re.sub(r" <a@b\.c>$", "", answer)
    return "".join(c if c.isprintable() and c not in "|" else "\ufffd"
                   for c in answer)


def main():
    answers = {}
    programs = [p for p in PROGRAMS if p[2] is None or shutil.which(p[2])]
    for name, ask, _ in programs:
        for file in sorted({q[1] for q in QUESTIONS}):
            with tempfile.TemporaryDirectory() as directory:
                path = os.path.abspath(
                    os.path.join(sys.argv[1], file + ".eml"))
                answers[name, file] = ask(path, directory)
    print("| | " + " | ".join(p[0] for p in programs) + " |")
    print("| --- |" + " --- |" * len(programs))
    wrong = 0
    for question, file, kind, right in QUESTIONS:
        row = [cell(answers[p[0], file].get(kind), kind, right)
               for p in programs]
        wrong += row[-1] != "yes"
        print("| %s (%s) | %s |" % (question, file, " | ".join(row)))
    return wrong > 0


sys.exit(main())
