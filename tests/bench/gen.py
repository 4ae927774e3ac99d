#!/usr/bin/env python3
"""Make the inputs of the benchmarks: gen.py DIRECTORY [huge]

The same bytes in every run, all of them made here.  What exists already is
kept.  Sizes: big and the codecs' inputs are 64 MiB of content, huge is 1 GiB of
it, small is 20,000 messages in one file, and each shape has three sizes, n, 2n
and 4n."""
import base64
import os
import random
import struct
import sys

WORDS = ('amber basin candle drift engine fable glacier hollow island jacket '
         'kernel lantern meadow nickel orbit pepper quarry ribbon saddle '
         'timber umbrella valley walnut yonder zephyr account balance contract '
         'delivery estimate figures general hearing inquiry journey').split()
LATIN = 'café naïve über señor façade crème größe jalapeño smörgåsbord'.split()
HAN = '山水田人口手日月木火土金石雨風雲海川花草鳥魚馬牛羊犬車門戸'
HANS = '我们今天收到您的来信非常感谢请查看文件如有问题可以联系办公室祝好'
KANA = 'さくらはるのひにかわへいきますきのうはあめでした'
CYRILLIC = 'Сегодня получили ваше письмо большое спасибо'
TOP = (b'From: Bench <bench@example.org>\r\nTo: Reader <reader@example.com>\r\n'
       b'Subject: %s\r\nDate: Tue, 4 Feb 2025 09:30:00 +0100\r\n'
       b'Message-ID: <%s@example.org>\r\nMIME-Version: 1.0\r\n')
CONTENT = 64 << 20


def words(r, n):
    return ' '.join(r.choice(WORDS) for _ in range(n))


def piece(r, text, n):
    start = r.randrange(len(text))
    return (text * (n // len(text) + 2))[start:start + n]


def token(r, n):
    return ''.join(r.choice('0123456789abcdefghkmnpqrstuvwxyz')
                   for _ in range(n)).encode()


def b64_lines(data, width=76):
    text = base64.b64encode(data)
    return b''.join(text[i:i + width] + b'\r\n'
                    for i in range(0, len(text), width))


def qp_lines(text, end=b'\r\n'):
    """Lines of text as quoted-printable, none longer than 76."""
    out = bytearray()
    for line in text.encode().split(b'\n')[:-1]:
        column = 0
        for i, c in enumerate(line):
            plain = 32 < c < 127 and c != 61 or c == 32 and i + 1 < len(line)
            unit = bytes([c]) if plain else b'=%02X' % c
            if column + len(unit) > 75:
                out += b'=' + end
                column = 0
            out += unit
            column += len(unit)
        out += end
    return bytes(out)


def word_b(text, charset):
    coded = base64.b64encode(text.encode(charset))
    return b'=?%s?B?%s?=' % (charset.encode(), coded)


def word_q(text, charset):
    coded = b''.join(bytes([c]) if chr(c).isalnum() and c < 128 else
                     b'_' if c == 32 else b'=%02X' % c
                     for c in text.encode(charset))
    return b'=?%s?Q?%s?=' % (charset.encode(), coded)


def paragraph(r):
    kind = r.randrange(4)
    if kind < 2:
        return words(r, r.randint(9, 15)).capitalize() + '.'
    if kind == 2:
        return ' '.join([words(r, 4), r.choice(LATIN), words(r, 3),
                         r.choice(LATIN)])
    return piece(r, HANS, r.randint(12, 26)) + '。'


def plain_text(r, n):
    return ''.join(paragraph(r) + '\n' for _ in range(n))


def html_text(r, n):
    rows = ['<!doctype html><html><body style="margin:8px;color:#222">\n']
    for _ in range(n):
        rows.append('<div class="r%d" style="padding:2px 6px">%s '
                    '<a href="https://example.net/x?k=%d&v=%d">%s</a></div>\n' %
                    (r.randrange(8), paragraph(r), r.randrange(10 ** 6),
                     r.randrange(1000), words(r, 2)))
    return ''.join(rows + ['</body></html>\n'])


def display(r):
    return [lambda: b'"%s"' % words(r, 2).encode(),
            lambda: word_b(piece(r, HANS, 4), 'utf-8'),
            lambda: word_q(r.choice(LATIN), 'iso-8859-1'),
            lambda: word_b(piece(r, HANS, 4), 'gb2312'),
            lambda: word_b(piece(r, CYRILLIC, 12), 'koi8-r'),
            lambda: word_b(piece(r, KANA, 6), 'iso-2022-jp')][r.randrange(6)]()


def fields(r, i):
    host = b'mx%d.example.net' % r.randrange(50)
    out = [b'Return-Path: <b-%s@%s>' % (token(r, 8), host),
           b'Delivered-To: box%d@example.com' % r.randrange(4000)]
    for hop in range(r.randint(3, 5)):
        out.append(b'Received: from %s (%s [198.51.100.%d])\r\n\tby in%d.'
                   b'example.com (Relay) with ESMTPS id %s\r\n\tfor <box@'
                   b'example.com>; Tue, 4 Feb 2025 09:3%d:00 +0100' %
                   (host, host, r.randrange(250), hop, token(r, 14), hop))
    signature = base64.b64encode(r.randbytes(256))
    out += [b'Authentication-Results: in1.example.com;\r\n\tdkim=pass '
            b'header.d=%s;\r\n\tspf=pass smtp.mailfrom=%s' % (host, host),
            b'DKIM-Signature: v=1; a=rsa-sha256; d=%s; s=q1;\r\n\th=from:to:'
            b'subject:date;\r\n\tb=' % host +
            b'\r\n\t '.join(signature[k:k + 70]
                            for k in range(0, len(signature), 70)),
            b'Received-SPF: pass client-ip=198.51.100.%d' % r.randrange(250),
            b'Date: Tue, 4 Feb 2025 09:30:%02d +0100' % (i % 60),
            b'From: %s <from%d@%s>' % (display(r), i % 7000, host),
            b'To: ' + b',\r\n '.join(b'%s <to%d@example.com>' % (display(r), k)
                                     for k in range(r.randint(1, 4))),
            b'Reply-To: desk@%s' % host,
            b'Subject: %s %s' % (display(r), words(r, 5).encode()),
            b'Message-ID: <%s.%d@%s>' % (token(r, 16), i, host),
            b'References: ' + b'\r\n '.join(b'<%s@%s>' % (token(r, 18), host)
                                            for _ in range(r.randint(1, 5))),
            b'List-Id: <list%d.example.net>' % r.randrange(90),
            b'List-Unsubscribe: <https://%s/u/%s>,\r\n <mailto:u@%s>' %
            (host, token(r, 20), host),
            b'Feedback-ID: %s:%s' % (token(r, 6), token(r, 9)),
            b'X-Mailer: Bench %d.%d' % (r.randrange(9), r.randrange(99)),
            b'X-Spam-Status: No, score=-1.%d required=5.0 tests=A_ONE,B_TWO,'
            b'\r\n\tC_THREE,D_FOUR autolearn=no' % r.randrange(10),
            b'X-Queue: %s' % token(r, 12), b'X-Originating-IP: [198.51.100.7]',
            b'Precedence: bulk', b'MIME-Version: 1.0']
    return b'\r\n'.join(out) + b'\r\n'


def leaf(kind, encoding, body, more=b''):
    return (b'Content-Type: %s\r\nContent-Transfer-Encoding: %s\r\n%s\r\n' %
            (kind, encoding, more)) + body


def multipart(kind, mark, children):
    return (b'Content-Type: multipart/%s; boundary="%s"\r\n\r\n' % (kind, mark)
            + b''.join(b'--%s\r\n%s\r\n' % (mark, c) for c in children)
            + b'--%s--\r\n' % mark)


def alternative(r):
    utf8 = b'text/%s; charset=utf-8'
    return multipart(b'alternative', b'alt_' + token(r, 20), [
        leaf(utf8 % b'plain', b'quoted-printable',
             qp_lines(plain_text(r, r.randint(4, 10)))),
        leaf(utf8 % b'html', b'quoted-printable',
             qp_lines(html_text(r, r.randint(3, 9))))])


def small(i):
    r = random.Random(i)
    kind = i % 10
    if kind < 5:
        return fields(r, i) + alternative(r)
    if kind < 7:
        name = ''.join('%%%02X' % c for c in piece(r, HANS, 5).encode())
        text = '\r\n'.join(piece(r, HANS, 30) for _ in range(r.randint(4, 12)))
        return fields(r, i) + multipart(b'mixed', b'mix_' + token(r, 20), [
            leaf(b'text/plain; charset=gb2312', b'base64',
                 b64_lines(text.encode('gb2312'))),
            leaf(b'application/octet-stream', b'base64',
                 b64_lines(r.randbytes(r.randint(300, 1500))),
                 b"Content-Disposition: attachment;\r\n filename*=UTF-8''%s"
                 b'.bin\r\n' % name.encode())])
    if kind < 9:
        text = ''.join(words(r, 9) + ' ' + r.choice(LATIN) + '\r\n'
                       for _ in range(r.randint(8, 40)))
        return fields(r, i) + leaf(b'text/plain; charset=iso-8859-1', b'8bit',
                                   text.encode('latin-1'))
    inner = fields(r, i) + leaf(b'text/plain; charset=utf-8', b'8bit',
                                plain_text(r, 4).replace('\n', '\r\n').encode())
    return fields(r, i) + multipart(b'mixed', b'mix_' + token(r, 20), [
        alternative(r), b'Content-Type: message/rfc822\r\n\r\n' + inner])


def pack(out):
    for i in range(20000):
        message = small(i)
        out.write(struct.pack('<I', len(message)) + message)


def content(r, size, form=bytes):
    """Random bytes in a block that repeats: whole lines of base64."""
    block = r.randbytes(57 * 16384)
    formed = form(block)
    while size >= len(block):
        yield formed
        size -= len(block)
    yield form(block[:size])


def attached(size):
    def write(out):
        out.write(TOP % (b'big', b'big') +
                  b'Content-Type: multipart/mixed; boundary="big-1"\r\n\r\n'
                  b'--big-1\r\nContent-Type: text/plain\r\n\r\nAttached.\r\n'
                  b'--big-1\r\nContent-Type: application/octet-stream\r\n'
                  b'Content-Transfer-Encoding: base64\r\n\r\n')
        out.writelines(content(random.Random(1), size, b64_lines))
        out.write(b'\r\n--big-1--\r\n')
    return write


def encoded(out):
    out.writelines(content(random.Random(1), CONTENT, b64_lines))


def raw(out):
    out.writelines(content(random.Random(1), CONTENT))


def texts(kind):
    """About CONTENT bytes as quoted-printable, and what they decode to."""
    r = random.Random(2)
    if kind == 'mixed':
        blocks = [html_text(r, 400) for _ in range(12)]
    else:
        blocks = [''.join(piece(r, HANS + HAN, 40) + '。\n'
                          for _ in range(4000))]
    coded = [qp_lines(b) for b in blocks]
    times = CONTENT // sum(map(len, coded)) + 1
    return b''.join(coded) * times, ''.join(blocks).encode() * times


def shape(name, n):
    """A message whose cost grows with n in one way."""
    top = TOP % (name.encode(), b'%d' % n)
    text = b'Content-Type: text/plain\r\n\r\n'
    mixed = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n'
    if name == 'parts':
        return top + mixed % 0 + b''.join(
            b'--b0\r\n' + text + b'part %d\r\n' % i
            for i in range(n)) + b'--b0--\r\n'
    if name == 'fields':
        return top + b''.join(b'X-F%d: some value of number %d\r\n' %
                              (i % 500, i) for i in range(n)) + b'\r\nbody\r\n'
    if name == 'depth':
        return (top + mixed % 0 +
                b''.join(b'--b%d\r\n' % i + mixed % (i + 1) for i in range(n)) +
                b''.join(b'--b%d--\r\n' % i for i in range(n, -1, -1)))
    if name == 'hyphens':
        lines = b''.join(b'--b%d and two hyphens before it\r\n' % (i % 2000)
                         for i in range(n))
        return (top + mixed % 0 +
                b''.join(b'--b%d\r\n' % i + mixed % (i + 1)
                         for i in range(99)) +
                b'--b99\r\n' + text + lines.replace(b'--b', b'--c'))
    if name == 'dashes':
        return (top + mixed % 0 + b'--b0\r\n' + text + b''.join(
            b'--c%d and two hyphens before it\r\n' % (i % 2000)
            for i in range(n)))
    if name == 'line':
        return top + text + b'abcdefgh ijklmnop ' * n + b'\r\n'
    if name == 'folded':
        return top + b'X-Long: ' + b'words to unfold\r\n\t' * n + b'end\r\n\r\n'
    if name == 'words':
        pair = [word_b(piece(random.Random(3), HANS, 9), c)
                for c in ('utf-8', 'gb2312')]
        return top + b'X-W: ' + b'\r\n '.join(pair * (n // 2)) + b'\r\n\r\n'
    if name == 'addresses':
        return top + b'Cc: ' + b',\r\n '.join(
            b'U %d <u%d@example.org>' % (i, i) for i in range(n)) + b'\r\n\r\n'
    if name == 'recipients':
        return top + b''.join(b'To: U %d <u%d@example.org>\r\n' % (i, i)
                              for i in range(n)) + b'\r\n'
    if name == 'parameters':
        return (top + b'Content-Type: a/b; ' +
                b';\r\n '.join(b'n*%d*=%%41%%42' % i for i in range(n)) +
                b'\r\n\r\n')
    raise ValueError(name)


SHAPES = {'parts': 50000, 'fields': 50000, 'depth': 2500, 'hyphens': 250000,
          'dashes': 250000, 'line': 1000000, 'folded': 250000, 'words': 25000,
          'addresses': 25000, 'recipients': 5000, 'parameters': 5000}


def make(path, write):
    if os.path.exists(path):
        return
    with open(path + '.new', 'wb') as out:
        write(out)
    os.rename(path + '.new', path)


def main():
    where = sys.argv[1]
    os.makedirs(where, exist_ok=True)
    make(where + '/small.pack', pack)
    make(where + '/big.eml', attached(CONTENT))
    make(where + '/data.raw', raw)
    make(where + '/data.b64', encoded)
    if 'huge' in sys.argv:
        make(where + '/huge.eml', attached(CONTENT * 16))
    for kind in ('mixed', 'chinese'):
        if not os.path.exists(where + '/%s.raw' % kind):
            coded, plain = texts(kind)
            make(where + '/%s.qp' % kind, lambda out: out.write(coded))
            make(where + '/%s.raw' % kind, lambda out: out.write(plain))
    for name, n in SHAPES.items():
        for k in (1, 2, 4):
            make(where + '/%s.%d.eml' % (name, k),
                 lambda out: out.write(shape(name, n * k)))


if __name__ == '__main__':
    main()
