"""Rule 1.8 of BEHAVIOUR: at each default what has so much passes, and one more
is recorded; the structure is read all the same."""

HEAD = b"From: a@b.c\nDate: Wed, 18 Nov 2026 09:30:11 +0800\nMIME-Version: 1.0\n"
MIXED = b"Content-Type: multipart/mixed; boundary=b"
BODY = b"\n\n--b\n\nx\n--b--\n"
TEXT, MULTI = "text/plain", "multipart/mixed"


def nested(n):
    """n multiparts inside one another, and a text."""
    return HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i)
                           for i in range(n)) + b"\nx\n"


def messages(n):
    return HEAD + b"Content-Type: message/rfc822\n\n" * n + b"Subject: s\n\nx\n"


def parts(n):
    return HEAD + MIXED + b"\n\n" + b"--b\n\n" * (n - 1) + b"--b--\n"


def inner(n):
    """The last but one of n parts is a message, the last its text."""
    return (HEAD + MIXED + b"\n\n" + b"--b\n\n" * (n - 3)
            + b"--b\nContent-Type: message/rfc822\n\nSubject: s\n\nx\n--b--\n")


def fields(n):
    """The last of n is folded."""
    return (HEAD + b"".join(b"X-%d: y\n" % i for i in range(n - 5))
            + b"X: y\n z\n" + MIXED + b"\n z" + BODY)


def octets(n, last=b"X: "):
    """n bytes of header before the blank line; the last line is long."""
    return HEAD + MIXED + b"\n" + last.ljust(n - len(HEAD + MIXED) - 2, b"y") + b"\n" + BODY[1:]


def folded(n):
    pad = b"X: " + b"y\n " * ((n - len(HEAD)) // 3)
    return HEAD + pad[:n - len(HEAD) - 1].rstrip(b"\n ").ljust(n - len(HEAD) - 1, b"z") + b"\n\nx\n"


def addresses(n):
    """In two fields together."""
    return HEAD + b"To: " + b"a@b," * (n - 1 - 50000) + b"\nCc: " + b"a@b," * 50000 + b"\n\nx\n"


def parameters(n):
    return (HEAD + b"Content-Type: multipart/mixed; boundary=b"
            + b"".join(b"; p%d=x" % i for i in range(n - 1)) + BODY)


def comments(n):
    return HEAD + b"To: " + b"(" * n + b")" * n + b" a@b\n\nx\n"


def carried(data, base64):
    return b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64(data)


def encoded(n, base64):
    data = b"Subject: i\n\nhey\n"
    for _ in range(n):
        data = carried(data, base64)
    return HEAD + data


def cases(case, base64):
    bounds = ((nested, 100, "R01"), (messages, 100, "R01"), (parts, 10000, "R02"),
              (inner, 10000, "R02"), (fields, 10000, "R03"), (octets, 1 << 20, "R04"),
              (folded, 1 << 20, "R04"), (addresses, 100000, "R05"), (parameters, 256, "R06"),
              (comments, 32, "R08"))
    for make, n, code in bounds:
        case("1.8", make(n), lacks=code)
        case("1.8", make(n + 1), has=code + "/E", count={code: 1})
    # R07 is a record of the innermost message that is read
    case("1.8", encoded(8, base64), inner=["message/rfc822"] * 7 + [TEXT])
    case("1.8", encoded(9, base64), inner=["message/rfc822"] * 8)
    # the rest is one opaque leaf
    case("1.8", nested(101), parts=[MULTI] * 101)
    case("1.8", messages(101), parts=["message/rfc822"] * 101)
    case("1.8", parts(10002), parts=[MULTI] + [TEXT] * 9999 + ["application/octet-stream"])
    case("1.8", inner(10001), parts=[MULTI] + [TEXT] * 9998 + ["message/rfc822"])
    # encoded messages have what their outer one has left
    case("1.8", nested(60)[:-3] + carried(nested(39), base64), lacks="R01", inner=[MULTI] * 39 + [TEXT])
    case("1.8", nested(60)[:-3] + carried(nested(40), base64), inner=[MULTI] * 40)
    more = HEAD + MIXED + b"\n\n" + b"--b\n\n" * 8998
    case("1.8", more + b"--b\n" + carried(parts(1000), base64) + b"--b--\n", inner=[MULTI] + [TEXT] * 999)
    case("1.8", more + b"--b\n" + carried(parts(1002), base64) + b"--b--\n",
         inner=[MULTI] + [TEXT] * 999 + ["application/octet-stream"])
    two = b"--b\n" + carried(parts(5000), base64) + b"--b\n" + carried(parts(5000), base64) + b"--b--\n"
    case("1.8", HEAD + MIXED + b"\n\n" + two,
         inner=([MULTI] + [TEXT] * 4999) + ([MULTI] + [TEXT] * 4996 + ["application/octet-stream"]))
    case("1.8", HEAD + MIXED + b"\n\n" + b"--b\n\n" * 9998 + b"--b\n" + carried(parts(2), base64), inner=[], has="R02")
    case("1.8", parts(10000)[:-6] + b"--b\n\n\xff\n--b--\n", has="R02", lacks="E10")
    # what a limit of the header leaves out is still sought
    pad = b"".join(b"X-%d: y\n" % i for i in range(10001))
    for more, want in ((MIXED + BODY, {"parts": [MULTI, TEXT], "body": [b"x"]}),
                       (b"Content-Transfer-Encoding: base64\n\nQUJD\n", {"body": [b"ABC"]}),
                       (b"Content-Disposition: attachment; filename=x.bin\n\nx\n", {"name": ["x.bin"]}),
                       (b"Content-Description: d\n\nx\n", {"content-description": "d"}),
                       (b"Content-ID: <i>\nX: y\n\nx\n", {"content-id": "<i>"}),
                       (b"Subject: s\n\nx\n", {"subject": None}),
                       (b"no field\n\nx\n", {"body": [b"no field\n\nx\n"], "has": "R03 S01"})):
        case("1.8", HEAD + pad + more, **{"has": "R03", **want})
    for more, want in ((MIXED + BODY, {"parts": [MULTI, TEXT]}),
                       (b"Content-Transfer-Encoding: base64\n\nQUJD\n", {"body": [b"ABC"]})):
        case("1.8", HEAD + b"X: " + b"y" * 1100000 + b"\n" + more, has="R04", **want)
        case("1.8", HEAD + b"X: " + b"y\n " * 400000 + b"\n" + more, has="R04", **want)
    many = b"".join(b"; p%d=x" % i for i in range(300))
    for boundary in (b"; boundary=b", b"; boundary*0=b", b"; boundary*=us-ascii''b"):
        case("1.8", HEAD + b"Content-Type: multipart/mixed" + many + boundary + BODY,
             parts=[MULTI, TEXT], has="R06")
