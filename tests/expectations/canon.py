"""Canonical forms of a message, made of the fields and bodies that were found:
those of DKIM (RFC 6376 3.4) and DomainKeys (RFC 4870 3.4.2)."""
import re


def lines_of(data):
    """With CRLF at each end, the last line too."""
    data = data.replace(b"\r\n", b"\n")
    if data and not data.endswith(b"\n"):
        data += b"\n"
    return data.replace(b"\n", b"\r\n")


def simple_body(data):
    return re.sub(rb"(\r\n)*\Z", b"", lines_of(data)) + b"\r\n"


def relaxed_body(data):
    data = re.sub(rb"[ \t]+(?=\r\n)", b"", re.sub(rb"[ \t]+", b" ", lines_of(data)))
    data = re.sub(rb"(\r\n)*\Z", b"", data)
    return data and data + b"\r\n"


def relaxed_field(field):
    name, _, value = re.sub(rb"\r\n(?=[ \t])", b"", lines_of(field)).partition(b":")
    return name.strip().lower() + b":" + re.sub(rb"[ \t]+", b" ", value).strip(b" \r\n") + b"\r\n"


def without_blanks(data):
    """Folds and blanks gone, bare CRs too; then no empty lines at the end."""
    data = re.sub(rb"[ \t\r]+", b"", lines_of(data))
    return re.sub(rb"\n*\Z", b"", data).replace(b"\n", b"\r\n")


def canonical(kind, fields, body):
    if kind == "simple":
        return b"".join(map(lines_of, fields)) + b"\r\n" + simple_body(body)
    if kind == "relaxed":
        return b"".join(map(relaxed_field, fields)) + b"\r\n" + relaxed_body(body)
    flat = [without_blanks(re.sub(rb"\r?\n(?=[ \t])", b"", field)) + b"\r\n" for field in fields]
    text = without_blanks(body)
    return b"".join(flat) + b"\r\n" + (text and text + b"\r\n")
