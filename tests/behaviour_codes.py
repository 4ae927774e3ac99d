"""Section 6 of BEHAVIOUR: each code with its severity, and what is beside it
and is no defect."""

FROM, DATE = b"From: a@b.c\n", b"Date: Wed, 18 Nov 2026 09:30:11 +0800\n"
HEAD = FROM + DATE + b"MIME-Version: 1.0\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
END = b"--b\n\nx\n--b--\n"
ENCRYPTED = b"--b\nContent-Type: application/pkcs7-mime\n\nx\n--b--\n"


def inside(boundary, outer=b"b"):
    return (HEAD + b"Content-Type: multipart/mixed; boundary=" + outer + b"\n\n--" + outer
            + b"\nContent-Type: multipart/mixed; boundary=" + boundary + b"\n\n--" + boundary
            + b"\n\nx\n--" + boundary + b"--\n--" + outer + b"--\n")


def headers():
    for name in (b"Content-Type", b"Content-Transfer-Encoding", b"Content-Disposition", b"MIME-Version",
                 b"Subject", b"Date", b"Message-ID", b"In-Reply-To", b"References", b"Sender", b"Reply-To",
                 b"To", b"Cc", b"Bcc", b"Content-ID", b"Content-Description"):
        yield "H01/E", FROM + name + b": a@b\n" + name + b": c@d\n\n"
        yield "H01/W", FROM + name + b": a@b\n" + name.lower() + b":  a@b \n\n"
    for name in (b"Received", b"Resent-To", b"Resent-Date", b"DKIM-Signature", b"X-Other", b"From"):
        yield "-H01", HEAD + name + b": a\n" + name + b": b\n\n"
    yield "H03/W", HEAD + b"Subject : s\n\n"
    yield "H04/W", HEAD + b"junk\nSubject: s\n\n"
    yield "H04/W", HEAD + b"S\xc3\xbc: s\nSubject: s\n\n"
    for control in (b"\x01", b"\x1f", b"\x7f"):
        yield "H05/E", HEAD + b"Subject: a" + control + b"\n\n"
    yield "-H05", HEAD + b"Subject: a\tb\n\n"
    yield "H06/E", HEAD + b"Subject: a\0\n\n"
    yield "H08/E", b" Subject: s\n" + HEAD + b"\n"
    yield "H10/W", FROM + DATE + b"Content-ID: <a@b>\n\n"
    yield "-H10", FROM + DATE + b"Subject: s\n\n"
    yield "-H10", MIXED + b"--b\nContent-Type: text/html\n\nx\n--b--\n"
    yield "H11/W", HEAD + b"Subject: \xc3\xbc\n\n"
    yield "H12/W", HEAD + b"Content-Type: text/plain;\ncharset=utf-8\n\n"
    yield "-H13", HEAD + b"Subject:".ljust(998, b"x") + b"\n\n"
    yield "H13/W", HEAD + b"Subject:".ljust(999, b"x") + b"\n\n"
    yield "-H13", HEAD + b"Subject:".ljust(998, b"x") + b"\r\n\n"
    yield "H14/W", DATE + b"\n"
    yield "H14/W", FROM + b"\n"
    yield "-H14", HEAD + b"Content-Type: message/rfc822\n\nSubject: s\n\n"
    yield "-H14", HEAD + (b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                          b"U3ViamVjdDogcwoKeAo=\n")
    for value in (b"text", b"te xt/plain", b"text/pl@in", b"/plain", b"text/", b""):
        yield "H15/W", HEAD + b"Content-Type: " + value + b"\n\n"
    yield "-H15", HEAD + b"Content-Type: (x) text / (y) plain (z)\n\n"
    yield "A10/W", HEAD + b"Resent-Date: soon\n\n"
    for name in (b"Message-ID", b"References", b"In-Reply-To"):
        yield "M01/W", HEAD + name + b": a\n\n"
        yield "-M01", HEAD + name + b": <a@b>\n\n"


def structure():
    yield "S01/W", HEAD + b"some text\n"
    yield "S02/E", HEAD.replace(b"\n", b"\r\n") + b"\r\r\nx\r\n"
    yield "S02/E", HEAD + b" \t\nX: y\n\n"
    yield "S03/I", HEAD + b"\nx\r\n"
    yield "S03/I", MIXED + b"--b\r\n\nx\n--b--\n"
    yield "S03/I", MIXED + b"--b\n\nx\r\n--b--\n"
    yield "S03/I", MIXED + b"--b\n\nx\n--b--\r\n"
    for same in (MIXED + END, (MIXED + END).replace(b"\n", b"\r\n")):
        yield "-S03", same
    for cr in (HEAD + b"Subject: a\rb\n\n", HEAD + b"\na\rb\n", MIXED + b"a\rb\n" + END,
               MIXED + END + b"a\rb\n", MIXED + b"--b\r\r\n\nx\n--b--\n"):
        yield "S04/E", cr
    yield "S05/E", HEAD + b"Content-Type: multipart/mixed\n\n"
    yield "S05/E", HEAD + b"Content-Type: multipart/mixed; boundary=\" \"\n\n--\n\nx\n----\n"
    yield "S06/E", HEAD + b"Content-Type: multipart/mixed; boundary=b; boundary=b\n\n" + END
    yield "-S07", HEAD + b"Content-Type: multipart/mixed; boundary=\"" + b"b" * 70 + b"\"\n\n"
    yield "S07/W", HEAD + b"Content-Type: multipart/mixed; boundary=\"" + b"b" * 71 + b"\"\n\n"
    yield "-S07", HEAD + b"Content-Type: multipart/mixed; boundary=\"'()+_,-./:=? b\"\n\n"
    for odd in (b"a@b", b"a*b", b"a\xc3\xbc", b"b "):
        yield "S07/W", HEAD + b"Content-Type: multipart/mixed; boundary=\"" + odd + b"\"\n\n"
    yield "S08/E", MIXED + b"--b\n\n--bX\n--b--\n"
    yield "-S08", MIXED + b"--b\n\n--Xb\n x --b\n--b--\n"
    yield "S09/W", MIXED + b"--b\n\nx\n"
    for line in (b"Content-Type: a/b\n", b"content-x: y\n", b"MIME-version: 1.0\n", b"--b\n", b"--bX\n"):
        if b"--b\n" not in line:
            yield "S10/E", MIXED + line + END
        yield "S11/E", MIXED + END + line
    yield "S10/E", MIXED + b"Content-Type: a/b\n--b--\n"
    yield "S11/E", HEAD + b"Content-Type: multipart/mixed; boundary=\"b \"\n\n" + END + b"--b\n"
    yield "S11/E", HEAD + b"Content-Type: multipart/mixed; boundary=b; boundary*=x''c\n\n" + END + b"--b\n"
    yield "-S10", MIXED + b"Contents: x\nContent-Type\n--x\n" + END
    yield "-S11", MIXED + END + b"Contents: x\n--x\n -b\n"
    yield "S12/E", inside(b"b")
    yield "S12/I", inside(b"bb")
    yield "S12/I", inside(b"b", b"bb")
    yield "-S12", inside(b"c")
    for encoding in (b"base64", b"quoted-printable", b"x-uue", b"nonsense"):
        yield "S15/E", MIXED[:-1] + b"Content-Transfer-Encoding: " + encoding + b"\n\n" + END
        yield "S15/E", HEAD + b"Content-Type: message/rfc822\nContent-Transfer-Encoding: " + encoding + b"\n\n"
    for encoding in (b"7bit", b"8bit", b"binary"):
        yield "-S15", MIXED[:-1] + b"Content-Transfer-Encoding: " + encoding + b"\n\n" + END
        yield "-S15", HEAD + b"Content-Type: message/rfc822\nContent-Transfer-Encoding: " + encoding + b"\n\n"
    yield "S16/E", HEAD + b"Content-Type: text/plain; boundary=b\n\n"
    yield "S18/W", HEAD + b"Content-Type: message/partial; id=a\n\n"
    yield "S19/W", HEAD + b"Content-Type: message/external-body; access-type=a\n\n"
    yield "S20/W", HEAD + b"\na\0b\n"
    yield "S20/W", HEAD + b"Content-Transfer-Encoding: base64\n\nYQBi\n"
    yield "-S20", HEAD + b"Content-Type: application/x\n\na\0b\n"
    yield "-S21", HEAD + b"\n" + b"x" * 998 + b"\r\n"
    yield "S21/W", HEAD + b"\n" + b"x" * 999 + b"\n"
    for mime in (b"text/html\n\n<a href=\"x\n", b"text/html\nContent-Transfer-Encoding: base64\n\nPGEgaHJlZj0neAo=\n",
                 b"text/html\nContent-Transfer-Encoding: quoted-printable\n\n<a href=3D=22x\n",
                 b"multipart/alternative; boundary=c\n\n--c\nContent-Type: text/html\n\n<a href='x\n--c--\n"):
        yield "K01/E", MIXED + b"--b\nContent-Type: " + mime + ENCRYPTED
    yield "K01/E", MIXED + b"--b\nContent-Type: text/html\n\n<a href=\"x\n--b\nContent-Type: multipart/encrypted; boundary=c\n\n--c--\n--b--\n"
    yield "-K01", MIXED + b"--b\nContent-Type: text/html\n\n<a href=\"x\">'\n" + ENCRYPTED
    yield "K01/E", MIXED + (b"--b\nContent-Type: text/html\n\n<a href=\"x\n"
                            + ENCRYPTED.replace(b"pkcs7", b"x-pkcs7"))
    # not in the multipart of the encrypted part
    yield "-K01", MIXED + (b"--b\nContent-Type: text/html\n\n<a href=\"x\n"
                           b"--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n"
                           + ENCRYPTED.replace(b"--b", b"--c") + b"--b--\n")
    yield "-K01", MIXED + b"--b\nContent-Type: text/plain\n\n<a href=\"x\n" + ENCRYPTED
    yield "-K01", MIXED + b"--b\nContent-Type: text/html\n\n<a href=\"x\n" + END
    yield "K03/W", HEAD + b"Content-Type: image/png\n\n%PDF-1.7\n"
    yield "K03/W", HEAD + b"Content-Type: image/png; name=a.exe\n\nx\n"


def parameters():
    def attached(text):
        return HEAD + b"Content-Disposition: attachment; filename" + text + b"\n\nx\n"

    yield "P02/E", attached(b"=a\nContent-Type: text/plain; name=b")
    yield "-P02", attached(b"=a\nContent-Type: text/plain; name=\"a\"")
    yield "P03/E", attached(b"=a; filename*=utf-8''b")
    for text in (b"*0=a; filename*2=b", b"*0=a; filename*0=b", b"*01=a", b"*x=a", b"*1=a"):
        yield "P04/E", attached(text)
    yield "P05/W", attached(b"=\"=?utf-8?Q?a?=\"")
    yield "P06/W", attached(b"=\"a\n b\"")
    for text in (b"=\"../a\"", b"=\"a\\\\b\"", b"*=utf-8''a%EF%BC%8Fb", b"*=utf-8''a%EF%BC%BCb", b"=..", b"=."):
        yield "P07/E", attached(text)
    for text in (b"%00", b"%0A", b"%7F", b"%C2%85"):
        yield "P08/E", attached(b"*=utf-8''a" + text)
    for char in ("\u202a", "\u202e", "\u2066", "\u2069"):
        encoded = "".join("%%%02X" % b for b in char.encode()).encode()
        yield "P09/E", attached(b"*=utf-8''a" + encoded)
        yield "P09/E", HEAD + b"Subject: " + char.encode() + b"\n\n"
        yield "P09/E", HEAD + b"To: \"a" + char.encode() + b"\" <a@b>\n\n"
        yield "P09/E", HEAD + b"To: a" + char.encode() + b": a@b;\n\n"
    for char in ("\u00ad", "\u200b", "\u2060", "\ufeff"):
        yield "P09/I", HEAD + b"Subject: " + char.encode() + b"\n\n"
    for char in ("\u200c", "\u200d", "\ufe0f", "\U000e0100"):
        yield "-P09", HEAD + b"Subject: " + char.encode() + b"\n\n"
    for text in (b"=CON", b"=prn.txt", b"=aux", b"=NUL.a.b", b"=COM1", b"=com9.x", b"=LPT1", b"=lpt9"):
        yield "P10/W", attached(text)
    for text in (b"=COM0", b"=CONS", b"=xCON", b"=LPT10"):
        yield "-P10", attached(text)
    yield "P11/W", attached(b"=a.")
    yield "P11/W", attached(b"=\"a \"")
    yield "P13/E", attached(b"=\"a")
    for name in (b"boundary", b"charset", b"protocol"):
        yield "P16/E", HEAD + b"Content-Type: multipart/x; " + name + b"*=us-ascii''b\n\n"
        yield "P16/E", HEAD + b"Content-Type: multipart/x; " + name + b"*0=b\n\n"
    yield "-P16", HEAD + b"Content-Type: text/plain; name*=us-ascii''b\n\n"
    yield "P17/E", attached(b"=a; x:y=1")
    yield "P17/E", attached(b"=a x=1")


def words():
    def subject(text):
        return HEAD + b"Subject: " + text + b"\n\n"

    def text(mime, body, encoding=b"8bit"):
        return HEAD + b"Content-Type: text/" + mime + b"\nContent-Transfer-Encoding: " + encoding + b"\n\n" + body

    yield "W01/E", subject(b"=?utf-8?Q?a=00?=")
    yield "W02/W", HEAD + b"To: =?utf-8?Q?a=2Cb?= <a@b>\n\n"
    yield "W04/W", subject(b"=?x-no?Q?a?=")
    yield "W04/W", text(b"plain; charset=x-no", b"x")
    yield "W05/W", subject(b"=?iso-2022-cn?Q?a?=")
    yield "W06/W", subject(b"=?utf-8?Q?=FF?=")
    yield "W10/W", subject(b"=?utf-7?Q?a?=")
    yield "W11/W", HEAD + b"To: \"=?utf-8?Q?a?=\" <a@b>\n\n"
    for value in (b"text/plain; charset=\"=?utf-8?Q?a?=\"", b"multipart/x; boundary=\"=?utf-8?Q?a?=\"",
                  b"multipart/signed; boundary=b; protocol=\"=?utf-8?Q?a?=\"", b"=?utf-8?Q?a/b?="):
        yield "W11/E", HEAD + b"Content-Type: " + value + b"\n\n"
    yield "W11/E", HEAD + b"Content-Transfer-Encoding: =?utf-8?Q?7bit?=\n\n"
    yield "W12/W", subject(b"=?utf-8?Q?a b?=")
    yield "W13/W", text(b"html; charset=utf-8", b"<meta charset=gbk>")
    yield "-W13", text(b"html; charset=gb2312", b"<meta charset=gbk>")
    yield "W14/I", text(b"plain; charset=gb2312", b"\xe9\x46")
    yield "-W14", text(b"plain; charset=gbk", b"\xe9\x46")
    yield "E01/E", text(b"plain", b"QU#JD\n", b"base64")
    yield "-E01", text(b"plain", b"QU JD\n\t\nQUJD\n", b"base64")
    yield "E02/E", text(b"plain", b"QQ==Qg==\n", b"base64")
    yield "E02/E", text(b"plain", b"Q=UJD\n", b"base64")
    yield "E03/W", text(b"plain", b"QQ\n", b"base64")
    yield "E04/E", text(b"plain", b"QQ==\nQg==\n", b"base64")
    yield "E05/E", text(b"plain", b"x\n", b"b64")
    yield "E06/E", text(b"plain", b"x\n", b"7bit, 8bit")
    yield "E06/E", text(b"plain", b"x\n", b"7bit 8bit")
    yield "E07/W", text(b"plain", b"=ZZ\n", b"quoted-printable")
    yield "E08/W", text(b"plain", b"a= \nb\n", b"quoted-printable")
    for encoding in (b"7bit", b"base64", b"quoted-printable"):
        yield "E10/W", text(b"plain; charset=utf-8", b"QUJD\xc3\xbc\n", encoding)
    yield "-E10", text(b"plain; charset=utf-8", b"\xc3\xbc\n")
    yield "-E10", text(b"plain; charset=utf-8", b"\xc3\xbc\n", b"binary")
    yield "-S21", text(b"plain", b"x" * 999 + b"\n", b"binary")
    yield "-S04", text(b"plain", b"x\ry\n", b"binary")
    yield "E11/E", text(b"plain", b"begin 644 a.txt\n#0V%T\n`\nend\n")
    yield "E11/E", text(b"plain", b"=ybegin line=128 size=1 name=a\n")
    yield "-E11", text(b"plain", b"begin 644 times\nand more\n")
    yield "E13/W", text(b"plain", b"QR==\n", b"base64")


def addresses():
    yield "A01/E", HEAD + FROM + b"\n"
    yield "A01/W", b"From: a@b, c@d\n" + DATE + b"\n"
    yield "A02/W", HEAD + b"To: \"x@y.example\" <a@b.example>\n\n"
    yield "-A02", HEAD + b"To: \"a@b.example\" <a@b.example>\n\n"
    yield "A03/E", HEAD + b"To: \"a <a@b>\n\n"
    yield "A03/E", HEAD + b"To: a@b (c\n\n"
    yield "A04/E", HEAD + b"To: a@b@c\n\n"
    yield "A07/E", HEAD + b"To: \"a\x01\"@b\n\n"
    yield "A07/E", HEAD + b"To: \"a\n b\"@c\n\n"
    yield "A09/E", HEAD + b"To: =?utf-8?Q?a?=@b\n\n"
    yield "A09/E", HEAD + b"To: a@=?utf-8?Q?b?=\n\n"


def cases(case):
    html = b"--b\nContent-Type: text/html\n\n<a href=\"x\n"
    case("6", MIXED + html + ENCRYPTED[:-6] + ENCRYPTED, count={"K01": 1})
    case("6", MIXED + html + ENCRYPTED[:-6] + html + ENCRYPTED, count={"K01": 2})
    case("6", HEAD + b"Subject: " + b"\x01" * 5000 + b"\nReferences: x\n\n", has="H05 M01", count={"H05": 98, "H13": 1, "M01": 1})
    for group in (headers, structure, parameters, words, addresses):
        for code, data in group():
            case("6", data, **({"lacks": code[1:]} if code[0] == "-" else {"has": code}))
