#!/usr/bin/env python3
"""Rules 1 to 3 and 6 of BEHAVIOUR, sentence by sentence, on what tests/probe
reads; the limits of 1.8 and the codes of 6 are in files of their own.

   behaviour.py PROBE

Each case has the number of its rule; a line for each that is not so, and the
count last."""
import base64
import binascii
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "expectations"))
from probe import Probe  # noqa: E402
import behaviour_codes  # noqa: E402
import behaviour_limits  # noqa: E402

H = b"From: a@b.c\nDate: Wed, 18 Nov 2026 09:30:11 +0800\nMIME-Version: 1.0\n"
MIXED = H + b"Content-Type: multipart/mixed; boundary=b\n\n"
TEXT, MULTI = "text/plain", "multipart/mixed"
CASES = []


def case(rule, data, **want):
    """What is wanted: parts (types), inner (types below encoded messages), has
    and lacks (codes, with "/E" that severity), clean, body, text, name, used,
    boxes, author, count (of codes), and fields by their names."""
    CASES.append((rule, data, want))


def seen(message, key):
    parts = message.all
    if key == "parts":
        return [p.type for p in message.parts]
    if key == "inner":
        return [p.type for p in message.inner]
    if key in ("body", "text", "name", "used"):
        return [getattr(p, key) for p in parts if getattr(p, key) is not None]
    if key == "boxes":
        return [(box[1], box[2]) for box in message.root.boxes]
    if key == "author":
        return message.author
    if key == "date":
        return message.root.dates.get("date")
    return message.root.header(key)


def faults(message, want):
    codes = message.codes() | {f"{d[0]}/{d[1]}" for d in message.defects}
    for key, value in want.items():
        if key == "has":
            yield from (f"{c} is missing" for c in value.split() if c not in codes)
        elif key == "lacks":
            yield from (f"{c} is there" for c in value.split() if c in codes)
        elif key == "clean":
            yield from (f"{c} is there" for c in sorted(message.codes("EW")))
        elif key == "count":
            for code, n in value.items():
                have = sum(d[0] == code for d in message.defects)
                if have != n:
                    yield f"{code} is there {have} times, not {n}"
        elif seen(message, key) != value:
            yield f"{key} is {seen(message, key)!r}, not {value!r}"


def structure():
    nested = (b"--b\nContent-Type: multipart/mixed; boundary=c\n\n"
              b"--c\nContent-Type: multipart/mixed; boundary=d\n\n"
              b"--d\n\nx\n--b\n\ny\n--b--\n")
    case("1.1", MIXED + b"--b\n\nx --b\ny\n--b--\n", parts=[MULTI, TEXT], clean=True, body=[b"x --b\ny"])
    case("1.1", MIXED + b"--b \t\n\nx\n--b-- \n", parts=[MULTI, TEXT], clean=True, body=[b"x"])
    case("1.1", (MIXED + b"--b\n\nx\n--b--\n").replace(b"\n", b"\r\n"), parts=[MULTI, TEXT], body=[b"x"])
    case("1.1", MIXED + b"--b\n\nx\n--bX\ny\n--b--\n", parts=[MULTI, TEXT], has="S08")
    case("1.1", MIXED + b"--b\n\nx\n--b-- x\ny\n--b--\n", parts=[MULTI, TEXT], has="S08")
    case("1.1", MIXED + nested, parts=[MULTI, MULTI, MULTI, TEXT, TEXT], count={"S09": 2})
    case("1.2", H + b"Subject: a\nSubject: b\n\nx\n", has="H01/E", subject="a")
    case("1.2", H + b"Subject: a\nSubject: a\n\nx\n", has="H01/W", subject="a")
    two = H + b"Content-Type: %s\nContent-Type: multipart/mixed; boundary=b\n\n"
    case("1.2", two % b"text/plain" + b"--b\n\nx\n--b--\n", parts=[MULTI, TEXT], has="H01/E")
    case("1.2", two % b"text/html" + b"x\n", parts=["text/html"], has="H01/E")
    for name, want in ((b"Content-Disposition: attachment; filename=%s", {"name": ["a"]}),
                       (b"Content-Type: text/plain; name=%s", {"name": ["a"]}),
                       (b"To: %s@x", {"to": "a@x"}), (b"Date: %s", {"date": None})):
        both = name % b"a" + b"\n" + name % b"b" + b"\n\nx\n"
        case("1.2", b"MIME-Version: 1.0\n" + both, has="H01/E", **want)
    case("1.2", H + b"Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n\nQUJD\n", body=[b"ABC"])
    case("1.2", H + b"Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n\nQUJD\n", body=[b"QUJD\n"])
    case("1.3", H + b"Content-Type: text/plain;\ncharset utf-8\nX: y\n\nx\n", has="H04", lacks="H12")
    case("1.3", H + b"Content-Type: text/plain\ncharset=utf-8\nX: y\n\nx\n", has="H04", lacks="H12")
    case("1.3", H + b"Content-Type: multipart/mixed;\nboundary=\"a:b\"\n\n--a:b\n\nx\n--a:b--\n", has="H12",
         parts=[MULTI, TEXT])
    case("1.3", H + b"Content-Type: text/plain;\nSubject: =s\n\nx\n", lacks="H12", subject="=s")
    case("1.3", H + b"Content-Type: text/plain;\ncharset=utf-8\n\n\xc3\xa4\n", has="H12", text=["\xe4\n"])
    case("1.3", H + b"junk line\nSubject: s\n\nx\n", has="H04", lacks="S01", subject="s", body=[b"x\n"])
    case("1.3", H + b"Subject: s\njunk line\n\nx\n", has="S01", lacks="H04", body=[b"junk line\n\nx\n"])
    case("1.3", H + b"Content-Type: multipart/mixed; boundary=b\n--b\n\nx\n--b--\nX: y\n",
         parts=[MULTI, TEXT], has="S01")
    case("1.3", H + b"Content-Type: multipart/mixed; boundary=b\njunk\n--b\n\nx\n--b--\nX: y\n",
         parts=[MULTI, TEXT], has="S01", lacks="H04")
    # a blank line, or a delimiter, before the next field
    case("1.3", H + b"junk\n\nSubject: s\n\nx\n", has="S01", lacks="H04", subject=None)
    case("1.3", H + b"junk\nand more\nSubject: s\n\nx\n", count={"H04": 1}, subject="s")
    own = b"Content-Type: multipart/mixed; boundary=b\n"
    part = b"--b\nContent-Type: text/html\n\nx\n--b--\n"
    for types in (own, b"Content-Type: text/plain\n" + own):
        case("1.3", H + types + part, parts=[MULTI, "text/html"], has="S01", lacks="H04")
        case("1.3", H + types + b"junk\n" + part, parts=[MULTI, "text/html"], has="S01", lacks="H04")
    case("1.3", MIXED + b"--b\njunk\n" + part, parts=[MULTI, TEXT, "text/html"], has="S01", lacks="H04")
    case("1.3", MIXED + b"--b\nX: y\n" + part, parts=[MULTI, TEXT, "text/html"], lacks="S01 H04")
    case("1.3", H + b"--b\n" + own + b"\n" + part, parts=[MULTI, "text/html"], has="H04", lacks="S01")
    case("1.3", H + b"Subject : s\n\nx\n", has="H03", subject="s")
    case("1.3", b"From me Mon\n" + H + b"\nx\n", clean=True)
    case("1.3", b">From me Mon\n" + H + b"\nx\n", clean=True)
    case("1.3", H + b"Content-Type: message/rfc822\n\nFrom me Mon\nSubject: i\n\nx\n", clean=True)
    case("1.3", MIXED + b"--b\nFrom me Mon\nContent-Type: text/html\n\nx\n--b--\n", has="H04",
         parts=[MULTI, "text/html"])
    case("1.3", b"X: y\nFrom me Mon\n" + H + b"\nx\n", has="H04")
    case("1.3", MIXED + b"--b\n\xef\xbb\xbfContent-Type: text/html\n\nx\n--b--\n", parts=[MULTI, TEXT])
    case("1.3", b" Subject: s\n" + H + b"\nx\n", has="H08", subject="s")
    case("1.3", b"\xef\xbb\xbfSubject: s\n" + H + b"\nx\n", subject="s", clean=True)
    case("1.4", H + b"\r\nx\n", has="S03", lacks="S01", body=[b"x\n"])
    case("1.4", H + b"Subject: a\rb\n\nx\n", has="S04", subject="a\rb")
    case("1.4", H + b"\nx\n", clean=True, lacks="S03")
    case("1.4", H.replace(b"\n", b"\r\n") + b"\r\r\nx\r\n", has="S02", body=[b"x\r\n"])
    case("1.4", H + b"Subject: s\n \nTo: a@b\n\nx\n", has="S02", to="a@b", body=[b"x\n"])
    case("1.6", H + b"Content-Type: text/plain; charset=koi8-r; charset=gbk\n\nx\n", used=["KOI8-R"])
    case("1.6", H + b"Content-Type: multipart/mixed\n\n--b\n\nx\n", parts=[MULTI], has="S05")
    case("1.6", H + b'Content-Type: multipart/mixed; boundary=""\n\n--\n\nx\n', parts=[MULTI], has="S05")
    case("1.6", H + b'Content-Type: multipart/mixed; boundary="b "\n\n--b\n\nx\n--b--\n',
         parts=[MULTI, TEXT], has="S07")
    case("1.6", H + b"Content-Type: multipart/mixed; boundary=b; boundary=c\n\n--b\n\nx\n--b--\n",
         parts=[MULTI, TEXT], has="S06")
    case("1.6", MIXED + b"Content-Type: text/html\n--b\n\nx\n--b--\n", has="S10")
    case("1.6", MIXED + b"--b\n\nx\n--b--\n--b\n\nevil\n", has="S11", parts=[MULTI, TEXT])
    case("1.7", H + b"Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: i\n\nx\n--b--\n",
         parts=["multipart/digest", "message/rfc822", TEXT])
    case("1.7", H + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSubject: i\n\nx\n--b--\n", parts=[MULTI, TEXT])
    case("1.7", H + b"Content-Type: message/global\n\nSubject: i\n\nx\n", parts=["message/global", TEXT])
    case("1.7", H + b"Content-Type: message/news\n\nSubject: i\n\nx\n", parts=["message/news", TEXT])
    case("1.7", H + b"Content-Type: message/partial; id=x\n\nSubject: i\n\nx\n", parts=["message/partial"], has="S18")
    case("1.7", H + b"Content-Type: message/external-body; access-type=x\n\nContent-Type: a/b\n\nx\n",
         parts=["message/external-body"], has="S19")


def uuencoded(data):
    lines = (binascii.b2a_uu(data[i:i + 45]) for i in range(0, len(data), 45))
    return b"begin 644 m\n" + b"".join(lines) + b"`\nend\n"


def encodings():
    def encoded(value):
        return H + b"Content-Transfer-Encoding: " + value + b"\n\nQUJD\n"

    case("1.5", encoded(b" (x) BASE64 (y) "), body=[b"ABC"], clean=True)
    case("1.5", encoded(b"base64; x"), body=[b"ABC"], has="E06")
    case("1.5", encoded(b"bas64"), body=[b"QUJD\n"], has="E05")
    case("1.5", encoded(b"base64,7bit"), body=[b"QUJD\n"], has="E06", lacks="E05")
    case("1.5", encoded(b"base64 7bit"), body=[b"QUJD\n"], has="E06", lacks="E05")
    for name in (b"7bit", b"8bit", b"binary"):
        case("1.5", H + b"Content-Type: message/rfc822\nContent-Transfer-Encoding: " + name
             + b"\n\nSubject: i\n\nx\n", parts=["message/rfc822", TEXT], clean=True)
    case("1.5", encoded(b"base64, 7bit"), body=[b"QUJD\n"], has="E06", lacks="E05")
    for name, want in ((b"8bit", {"clean": True}), (b"base64", {"has": "S15"})):
        case("1.5", MIXED[:-1] + b"Content-Transfer-Encoding: " + name + b"\n\n--b\n\nx\n--b--\n",
             parts=[MULTI, TEXT], **want)
    inner = base64.b64encode(b"Subject: i\n\nhey\n") + b"\n"
    case("1.5", H + b"Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\nSubject:=20i\n\nx\n",
         inner=[TEXT], has="S15")
    for name, want in ((b"rfc822", {"has": "S15"}), (b"news", {"has": "S15"}), (b"global", {"lacks": "S15"})):
        case("1.5", H + b"Content-Type: message/" + name + b"\nContent-Transfer-Encoding: base64\n\n" + inner,
             inner=[TEXT], **want)
        for label in (b"x-uuencode", b"x-uue", b"uuencode", b"uue"):
            case("1.5", H + b"Content-Type: message/" + name + b"\nContent-Transfer-Encoding: " + label
                 + b"\n\n" + uuencoded(b"Subject: i\n\nhey\n"), inner=[TEXT], **want)
    case("2.1", encoded(b"=?us-ascii?Q?base64?="), has="W11/E", body=[b"QUJD\n"])


def words():
    case("2.1", H+b"Subject: a=?utf-8?Q?b?=c\n\nx", subject="abc")
    case("2.1", H+b"Subject: =?utf-8?Q?a b?=\n\nx", subject="a b", has="W12")
    case("2.1", H+b"Subject: =?utf-8?B?YQ?=\n\nx", subject="a")
    case("2.1", H+b"Subject: =?gb2312*zh?B?1tA=?=\n\nx", subject="中")
    case("2.1", H+b'Content-Type: multipart/mixed; boundary="=?us-ascii?Q?b?="\n\n--b\n\nx\n--=?us-ascii?Q?b?=\n\ny\n--=?us-ascii?Q?b?=--\n', parts=[MULTI, TEXT], body=[b"y"], has="W11/E")
    case("2.1", H+b'Content-Type: text/plain; charset="=?us-ascii?Q?koi8-r?="\n\n\xd6\xd0\n', text=["中\n"], has="W11/E")
    case("2.1", H+b'Content-Type: =?us-ascii?Q?text/html?=\n\nx\n', has="W11/E")
    case("2.1", H+b'Content-Type: text/plain; protocol="=?us-ascii?Q?a?="\n\nx\n', has="W11/E")
    case("2.2", H+b"Subject: =?utf-8?B?5A==?= =?UTF-8?B?uK0=?=\n\nx", subject="中")
    case("2.2", H+b"Subject: =?iso-2022-jp?B?GyRCJCI=?= =?iso-2022-jp?B?JCQbKEI=?=\n\nx", subject="あい")
    case("2.3", H+b"Subject: =?utf-8?Q?a=0D=0A=00=1B?=\n\nx", subject="a\ufffd\ufffd\ufffd\ufffd", has="W01")
    case("2.4", H+b"Subject: \xe4\xb8\xad\n\nx", subject="中", has="H11")
    case("2.4", H+b"Subject: \xcf\xf0\nContent-Type: text/plain; charset=koi8-r\n\nx", subject="оП")
    case("2.4", H+b"Subject: \xd6\xd0\xce\xc4\n\nx", subject="中文")
    case("2.4", H+b"Subject: \xa1\xa1\n\nx", subject="\u3000")
    case("2.4", H+b"Subject: \xa0\xa1 \xa1\xa0\n\nx", subject="\xa0\xa1 \xa1\xa0")
    case("2.4", H+b"Subject: \xd6\xd0 \xa0\xa1\n\nx", subject="中 牎")
    case("2.4", H+b"Subject: \xd6\xd0\xce\xc4\xff\n\nx", subject="\xd6\xd0\xce\xc4\xff")
    case("2.4", H+b"Subject: \xe4\xb8\xad\nContent-Type: text/plain; charset=koi8-r\n\nx", subject="中")
    later = b"--b\nContent-Type: text/plain; charset=koi8-r\n\nx\n--b--\n"
    case("2.4", H+b"Subject: \xcf\xf0\n" + MIXED[len(H):] + later, subject="оП")
    case("2.4", H+b"Subject: \xcf\xf0\n" + MIXED[len(H):] + b"--b\nContent-Type: a/b; charset=gbk\n\nx\n" + later,
         subject="оП")
    case("2.4", H+b"Subject: M\xfcller K\xf6ln\n\nx", subject="Müller Köln")
    case("2.4", H+b"Content-Type: text/plain; charset=us-ascii\n\n\xd6\xd0\xce\xc4\n", text=["中文\n"], has="E10")


def parameters():
    def attached(params):
        return H + b"Content-Disposition: attachment; " + params + b"\n\nx\n"

    case("2.5", attached(b"filename*1=b; filename*0=a"), name=["ab"])
    case("2.5", attached(b"filename*=gb2312'zh-CN'%D6%D0"), name=["中"])
    case("2.5", attached(b"filename*0*=utf-8''%E4%B8; filename*1=x"), name=["\ufffdx"])
    case("2.5", attached(b"filename*0=a; filename*2=c"), name=["a"], has="P04")
    case("2.5", attached(b"filename*0=a; filename*0=b; filename*1=c"), has="P04", name=["a"])
    case("2.5", attached(b"x:y=1; filename=a"), name=["a"], has="P17")
    case("2.5", attached(b"x=1 filename=a"), name=["a"], has="P17")
    case("2.5", attached(b"filename=<a>"), name=["<a>"])
    case("2.5", attached(b"filename*=utf-8''a%07b"), name=["a\x07b"], has="P08")
    case("2.6", H+b"Content-Type: text/plain; name=n; name*=utf-8''m\nContent-Disposition: attachment; filename=f; filename*=utf-8''g\n\nx", name=["g"], has="P02 P03")
    case("2.6", H+b"Content-Type: text/plain; name=\"../n\"\n\nx", name=["../n"], has="P07")
    case("2.6", attached(b"filename=f; filename*0=g; filename*1=h"), name=["gh"], has="P03")
    case("2.6", H+b"Content-Type: text/plain; name=n; name*=utf-8''m\n\nx", name=["m"])


def addresses():
    def sender(value):
        return b"Date: Wed, 18 Nov 2026 09:30:11 +0800\nFrom: " + value + b"\n\nx\n"

    def dated(value):
        return b"From: a@b.c\nDate: " + value + b"\n\nx"

    case("2.7", sender(b"g: a@b, c@d;"), boxes=[(None, "a@b"), (None, "c@d")])
    case("2.7", sender(b"a@b (Al)"), boxes=[("Al", "a@b")])
    case("2.7", sender(b"<@x,@y:a@b>"), boxes=[(None, "a@b")])
    case("2.7", sender(b'"a b"@c'), boxes=[(None, '"a b"@c')])
    case("2.7", sender(b"J. R. X <a@b>"), boxes=[("J. R. X", "a@b")])
    case("2.7", sender(b"Smith, John <a@b>"), boxes=[("Smith, John", "a@b")])
    case("2.7", sender(b"a@b@c"), has="A04", boxes=[("a@b@c", None)], author=None)
    case("2.7", sender(b'"a <a@b>'), has="A03")
    case("2.7", sender(b'"a\x01"@b'), has="A07")
    case("2.7", sender(b'"a\n b"@c'), has="A07", author=None)
    case("2.7", sender(b'=?utf-8?Q?a?=@b'), has="A09", author=None)
    case("2.7", sender(b'"x@y.example" <a@b.example>'), has="A02")
    case("2.7", sender(b'a@b.c\nFrom: d@e.f'), has="A01/E", author=None)
    case("2.7", sender(b'a@b.c, d@e.f'), has="A01/W", author=None)
    case("2.7", sender(b'a@b.c, d@e.f\nSender: a@b.c'), lacks="A01", author=None)
    case("2.8", dated(b"18 Nov 96 9:30 EST"), date=(848327400, -300))
    for zone, hours in ((b"UT", 0), (b"UTC", 0), (b"GMT", 0), (b"EDT", -4), (b"EST", -5), (b"CDT", -5),
                        (b"CST", -6), (b"MDT", -6), (b"MST", -7), (b"PDT", -7), (b"PST", -8)):
        case("2.8", dated(b"18 Nov 2026 09:30:11 " + zone), date=(1794994211 - hours * 3600, hours * 60))
    case("2.8", dated(b"1 Jan 49 00:00:00 GMT"), date=(2493072000, 0))
    case("2.8", dated(b"1 Jan 50 00:00:00 GMT"), date=(-631152000, 0))
    case("2.8", dated(b"1 Jan 049 00:00:00 GMT"), date=(-662688000, 0))
    case("2.8", dated(b"32 Nov 2026 09:30:00 +0000"), date=None, has="A10")
    case("2.8", dated(b"Wed, 18 Nov 2026 (x) 09:30:11 +0800 (CST)"), date=(1794965411, 480))


def charsets():
    def labelled(label, text):
        return (H + b"Content-Type: text/plain; charset=" + label
                + b"\nContent-Transfer-Encoding: 8bit\n\n" + text)

    for label in (b"gb2312", b"gb_2312-80", b"csgb2312", b"euc-cn", b"chinese", b"gbk", b"x-gbk", b"cp936", b"ms936"):
        case("3.1", labelled(label, b"\xe9\x46\n"), text=["镕\n"])
    case("3.1", labelled(b"hz-gb-2312", b"~{VP~}\n"), text=["中\n"])
    case("3.1", labelled(b"iso-8859-1", b"\x80\n"), text=["€\n"])
    case("3.1", labelled(b"ks_c_5601-1987", b"\x81\x41\n"), text=["갂\n"])
    case("3.1", labelled(b"shift_jis", b"\x87\x40\n"), text=["①\n"])
    case("3.1", labelled(b"tis-620", b"\x85\n"), text=["…\n"])
    case("3.1", labelled(b"big5", b"\x87\x40\n"), text=["䏰\n"])
    case("3.1", labelled(b"gbk", b"\x80\n"), text=["€\n"])
    for label in (b"iso-2022-cn", b"iso-2022-cn-ext", b"iso-2022-jp-3", b"ucs-2", b"ucs-4", b"ucs-2-internal", b"iso-10646-ucs-2", b"iso-10646-ucs-4", b"wchar_t", b"internal", b"utf-ebcdic", b"tscii"):
        case("3.2", labelled(label, b"x\n"), has="W05", text=["x\n"])
    case("3.2", labelled(b"utf-7", b"+AD4-\n"), has="W10", text=["+AD4-\n"])
    # the form is refused (no "/"), whatever the name: so not unknown
    for label in (b'"utf-8//IGNORE"', b'"gb2312//TRANSLIT"', b'"../x"'):
        case("3.2", labelled(label, b"a\xd6\xd0b\n"), has="W05", lacks="W04", text=["a中b\n"])
    case("3.2", labelled(b'""', b"\xc3\xa4\n"), text=["ä\n"])
    case("3.2", labelled(b'x-foo', b"\xd6\xd0\xce\xc4\n"), text=["中文\n"], has="W04")
    case("3.2", labelled(b'iso-2022-cn', b"\xd6\xd0\xce\xc4\n"), text=["中文\n"], has="W05")
    case("3.2", labelled(b'utf-7', b"\xd6\xd0\xce\xc4\n"), text=["中文\n"], has="W10")
    case("3.2", labelled(b'x' * 41, b"x\n"), has="W05", text=["x\n"])
    case("3.3", labelled(b"utf-8", b"\xe4\xb8x\xff\n"), text=["\ufffdx\ufffd\n"], has="W06")
    case("3.3", labelled(b"big5", b"a\xff\xffb\n"), text=["a\ufffd\ufffdb\n"], has="W06")
    case("3.6", labelled(b"gb2312", b"\xe9\x46\n"), has="W14")
    case("3.4", H + b"Content-Type: application/x; charset=gbk\n\n\xd6\xd0\n", text=[], body=[b"\xd6\xd0\n"])
    case("3.5", labelled(b"gb2312", b"\xd6\xd0\n"), used=["GB18030"])


def main():
    probe = Probe(sys.argv[1])
    for add in (structure, encodings, words, parameters, addresses, charsets):
        add()
    behaviour_limits.cases(case, base64.encodebytes)
    behaviour_codes.cases(case)
    wrong = 0
    for (rule, data, want), message in zip(CASES, probe.texts([data for _, data, _ in CASES])):
        found = list(faults(message, want))
        wrong += bool(found)
        for fault in found:
            print(f"not ok {rule} {data[-120:]!r}: {fault}")
    print(f"{len(CASES) - wrong} passed, {wrong} failed")
    return wrong > 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
