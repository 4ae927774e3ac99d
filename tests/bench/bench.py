#!/usr/bin/env python3
"""Run the benchmarks and print one table.

    bench.py BUILD-DIRECTORY [shapes]

Inputs are made in BUILD-DIRECTORY/bench, where bench.tsv is left too.  All
programs run on one CPU and take turns, ROUNDS times (environment; 5), so that
what else goes on meets all alike; of each item the median round counts.
Compare ratios, not times: machines differ, and this one has other work."""
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
# item, what is measured in, the limit of the machine it is held against, the
# ratio to GMime that is the goal, and what is done on both sides
ITEMS = (
    ('small parse', 'us', None, 60, 'tree and index of 20,000 messages'),
    ('small full', 'us', None, 15, 'and all decoded, text to UTF-8'),
    ('big parse', 'ms', 'avx2', 4, 'one message with 64 MiB in base64'),
    ('big full', 'ms', 'memcpy', 7, 'and all decoded'),
    ('base64 encode', 'MB/s', 'memcpy', 4, 'lines of 76 (OpenSSL: 64)'),
    ('base64 decode', 'MB/s', 'memcpy', 7, 'lines of 76, CRLF'),
    ('QP encode mixed', 'MB/s', 'memcpy', 4, 'HTML, some of it Chinese'),
    ('QP encode chinese', 'MB/s', 'memcpy', 3.7, 'nothing but Chinese'),
    ('QP decode mixed', 'MB/s', 'memcpy', 4, 'as above'),
    ('QP decode chinese', 'MB/s', 'memcpy', 14, 'as above'),
    ('UTF-8 mixed', 'MB/s', 'avx2', None, 'is it well-formed'),
    ('UTF-8 chinese', 'MB/s', 'avx2', None, 'is it well-formed'),
    ('scan', 'MB/s', 'avx2', None, 'LF and "-" in 92 MB of base64'),
    ('compose to /dev/null', 'ms', None, 12, 'text and a file of 64 MiB'),
    ('compose to a file', 'ms', 'write', 6, 'a new file'),
    ('mimedump -t', 'ms', 'cat', None, 'process and all, 92 MB'),
)
LIMITS = ('memcpy', 'memchr', 'memmem', 'avx2', 'cat', 'write')


class Times(dict):
    def add(self, item, who, seconds, units):
        self.setdefault((item, who), []).append(seconds / units)

    def of(self, item, who):
        """Seconds a unit, or None."""
        found = self.get((item, who))
        return statistics.median(found) if found else None


def run(times, *command):
    if not os.path.exists(command[0]):
        return
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    for line in done.stdout.splitlines():
        item, who, seconds, units = line.split('\t')
        times.add(item, who, float(seconds), int(units))


def process(times, item, who, *command):
    """The wall time of a process whose output goes nowhere."""
    start = time.perf_counter()
    pipe = subprocess.Popen(command, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)
    while pipe.stdout.read(1 << 20):
        pass
    if pipe.wait() < 64:
        times.add(item, who, time.perf_counter() - start, 1)


def write_new(times, data):
    """What writing 92 MB to a new file costs."""
    path = data + '/new.write'
    block = bytes(1 << 17)
    start = time.perf_counter()
    with open(path, 'wb', buffering=0) as out:
        for _ in range(701):
            out.write(block)
    times.add('write', 'machine', time.perf_counter() - start, 701 << 17)
    os.unlink(path)


def python_email(times, data):
    import email
    import email.policy
    import struct
    with open(data + '/small.pack', 'rb') as pack:
        messages = []
        for _ in range(300):
            size, = struct.unpack('<I', pack.read(4))
            messages.append(pack.read(size))
    start = time.process_time()
    for m in messages:
        email.message_from_bytes(m, policy=email.policy.default)
    times.add('small parse', 'python', time.process_time() - start, 300)


def in_unit(seconds, unit, item, size):
    if seconds is None:
        return ''
    if unit == 'MB/s':
        return '%.0f' % (1e-6 / seconds)
    if item.startswith('big') or item.startswith('compose'):
        seconds *= size
    return '%.2f' % (seconds * (1e6 if unit == 'us' else 1e3))


def table(times, data):
    big = os.path.getsize(data + '/big.eml')
    rows = [['item', 'unit', 'ours', 'GMime', 'OpenSSL', 'Python', 'x GMime',
             'goal', 'of the machine', 'what']]
    for item, unit, limit, goal, what in ITEMS:
        size = 64 << 20 if item.startswith('compose') else big
        ours, gmime = times.of(item, 'ours'), times.of(item, 'gmime')
        if ours is None:
            continue
        most = times.of(limit, 'machine') if limit else None
        if item == 'compose to a file' and most:
            most *= big / size
        rows.append([item, unit] +
                    [in_unit(times.of(item, w), unit, item, size)
                     for w in ('ours', 'gmime', 'openssl', 'python')] +
                    ['%.1f' % (gmime / ours) if gmime else '',
                     '%g' % goal if goal else '',
                     '%.2f of %s' % (most / ours, limit) if most else '', what])
    show(rows)
    print()
    for limit in LIMITS:
        at = times.of(limit, 'machine')
        if at:
            scale = 1 if limit != 'cat' else big
            print('%-8s %6.0f MB/s' % (limit, 1e-6 * scale / at))
    return rows


def shapes(times):
    names = sorted({item.rsplit(' ', 1)[0].split('.')[0] + ' ' +
                    item.rsplit(' ', 1)[1]
                    for item, _ in times})
    rows = [['shape', 'n', '2n', '4n', '2n/n', '4n/2n']]
    for name in names:
        shape, what = name.split(' ')
        v = [times.of('%s.%d %s' % (shape, k, what), 'ours') for k in (1, 2, 4)]
        unit = 'bytes' if what == 'memory' else 'us'
        rows.append(['%s %s, %s' % (shape, what, unit)] +
                    ['%.0f' % (x * (1 if unit == 'bytes' else 1e6)) for x in v]
                    + ['%.2f' % (v[1] / v[0]), '%.2f' % (v[2] / v[1])])
    show(rows)
    return rows


def show(rows):
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    for r in rows:
        print('  '.join(c.ljust(w) for c, w in zip(r, widths)).rstrip())


def shape_units(times, build, data):
    """For shapes the whole time counts, not that of a byte."""
    done = subprocess.run([build + '/tests/bench/bench_parse', data, 'shapes'],
                          stdout=subprocess.PIPE, text=True, check=True)
    for line in done.stdout.splitlines():
        item, who, value, _ = line.split('\t')
        times.add(item, who, float(value), 1)


def main():
    build = os.path.abspath(sys.argv[1])
    data = build + '/bench'
    rounds = int(os.environ.get('ROUNDS', '5'))
    subprocess.run([sys.executable, HERE + '/gen.py', data], check=True)
    os.environ['LD_LIBRARY_PATH'] = build + '/.libs'
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    times = Times()
    for i in range(rounds):
        print('round %d of %d' % (i + 1, rounds), file=sys.stderr)
        if 'shapes' in sys.argv:
            shape_units(times, build, data)
            continue
        programs = build + '/tests/bench/'
        for name in ('bench_codec', 'bench_gmime', 'bench_parse'):
            run(times, programs + name, data)
        python_email(times, data)
        write_new(times, data)
        process(times, 'cat', 'machine', 'cat', data + '/big.eml')
        dump = build + '/.libs/mimedump'
        if os.path.exists(dump):
            process(times, 'mimedump -t', 'ours', dump, '-t', data + '/big.eml')
    rows = shapes(times) if 'shapes' in sys.argv else table(times, data)
    with open(data + '/bench.tsv', 'w') as out:
        out.writelines('\t'.join(r) + '\n' for r in rows)


if __name__ == '__main__':
    main()
