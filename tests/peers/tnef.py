"""tnef.py COUNT DIR - writes DIR/0.dat, 1.dat ...: TNEF streams with files of
random names, sizes and properties, the same in every run.

None has what makes tnef abort: empty lists, properties without a value, names
of another type.
"""
import os
import random
import struct
import sys

rng = random.Random(1)


def attribute(level, number, data):
    return (struct.pack("<BII", level, number, len(data)) + data +
            struct.pack("<H", sum(data) & 0xffff))


def padded(data):
    return data + b"\0" * (-len(data) % 4)


def value(tag, *values):
    return struct.pack("<II", tag, len(values)) + b"".join(
        struct.pack("<I", len(v)) + padded(v) for v in values)


def string(tag, text, wide):
    if wide:
        return value(tag | 0x1f, text.encode("utf-16-le") + b"\0\0")
    return value(tag | 0x1e, text.encode() + b"\0")


def others():
    """Properties that say nothing of a file."""
    name = "".join(rng.choice("abc中文") for _ in range(rng.randint(1, 9)))
    name = name.encode("utf-16-le") + b"\0\0"
    numbered = rng.randbytes(16) + struct.pack("<II", 0, 0x8514)
    named = rng.randbytes(16) + struct.pack("<II", 1, len(name)) + padded(name)
    several = [rng.randbytes(rng.randint(1, 9)) for _ in range(rng.randint(1, 4))]
    count = rng.randint(1, 4)
    kinds = [
        struct.pack("<II", 0x37050003, 1),
        struct.pack("<II", 0x0e1b000b, 1),
        struct.pack("<IQ", 0x0e080014, 5),
        struct.pack("<I", 0x0e0b0048) + rng.randbytes(16),
        struct.pack("<I", 0x80000003) + numbered + b"abcd",
        struct.pack("<I", 0x8000001f) + named + value(0, b"z\0\0\0")[4:],
        value(0x66001102, *several),
        struct.pack("<II", 0x66011003, count) + rng.randbytes(4 * count),
    ]
    return rng.sample(kinds, rng.randint(0, len(kinds)))


def properties(level, number, found):
    rng.shuffle(found)
    if not found:
        return b""
    return attribute(level, number,
                     struct.pack("<I", len(found)) + b"".join(found))


def file(i):
    name = rng.choice(["f", "数据", "Ünï", "a b"]) + str(i)
    name += rng.choice([".bin", ".txt", "", ".x.y"])
    data = rng.randbytes(rng.choice([1, 2, 3, 4, 50, 3000]))
    found = others()
    title = name
    where = rng.randint(0, 2)
    if where > 0:
        title = "SHORT~%d.TXT" % i
        found.append(string(0x37040000, title, False))
        found.append(string(0x37070000, name, where == 1))
    if rng.random() < 0.3:
        found.append(string(0x370e0000, "application/x-y", True))
    parts = [attribute(2, 0x18010, title.encode() + b"\0"),
             attribute(2, 0x6800f, data),
             attribute(2, 0x38012, rng.randbytes(14))]
    rng.shuffle(parts)
    return (attribute(2, 0x69002, rng.randbytes(14)) + b"".join(parts) +
            properties(2, 0x69005, found))


def stream():
    return (b"\x78\x9f\x3e\x22\x01\x02" +
            attribute(1, 0x89006, struct.pack("<I", 0x10000)) +
            attribute(1, 0x69007, struct.pack("<II", 65001, 0)) +
            properties(1, 0x69003, others()) +
            b"".join(file(i) for i in range(rng.randint(0, 6))))


for n in range(int(sys.argv[1])):
    with open(os.path.join(sys.argv[2], "%d.dat" % n), "wb") as out:
        out.write(stream())
