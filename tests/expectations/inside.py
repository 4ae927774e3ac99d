"""Files inside texts: those that lie beside the mail, and yEnc, which says the
size and CRC-32 of what it holds (http://www.yenc.org/yenc-draft.1.3.txt)."""
import re
import zlib



def trailers(data):
    """(size, crc) of each =yend line."""
    for line in re.findall(rb"(?m)^=yend (.*)$", data):
        size = re.search(rb"\bsize=(\d+)", line)
        crc = re.search(rb"\bp?crc32=([0-9a-fA-F]+)", line)
        yield int(size.group(1)), int(crc.group(1), 16)


def judge_yenc(verdict, probe, case, mails, joined=None):
    """mails, whose files are the pieces of one if joined is its content."""
    want, have, data = [], [], b""
    for mail, message in zip(mails, probe.texts(mails)):
        want += trailers(mail)
        for part in message.all:
            have += [(len(file), zlib.crc32(file)) for _, _, file in part.embedded]
            data += b"".join(file for _, _, file in part.embedded)
    verdict.judge(case, [("files", want, have)] + ([] if joined is None else
                                                     [("joined", joined, data)]))


def read(path):
    with open(path, "rb") as f:
        return f.read()
