#!/usr/bin/env python3
"""Run the benchmarks and print tables.

    bench.py BUILD-DIRECTORY [shapes]

Inputs are made in BUILD-DIRECTORY/bench, where bench.tsv is left too.  All
programs run on one CPU and take turns, ROUNDS times (environment; 5), so that
what else goes on meets all alike; of each item the median round counts.  With
HUGE in the environment there is a message of 1.4 GB too.
Compare ratios, not times: machines differ, and this one has other work."""
import os
import statistics
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from processes import Processes

HERE = os.path.dirname(os.path.abspath(__file__))
# item; unit; the goal in it; how many times GMime is the goal; the limit of the
# machine it is held against, and on how many bytes that is taken; what is done
# on both sides
ITEMS = (
    ('small parse', 'us', 1.5, 60, 'memchr', 5107, 'tree and field index of each of 20,000 messages (GMime: addresses, subject and date too; Dovecot: no index)'),
    ('small full', 'us', 8, 15, None, 0, 'and every field as text, every body decoded, text to UTF-8'),
    ('big parse', 'ms', 11, 4, 'avx2', 91833552, 'one message with 64 MiB in base64, in memory'),
    ('big parse, mapped', 'ms', 17, None, 'mapped avx2', 91833552, 'the same from the file, mapped anew each time'),
    ('big full', 'ms', 20, 7, 'memcpy', 91833552, 'and every body decoded into a buffer of 64 KiB'),
    ('huge parse', 'ms', 280, None, 'mapped avx2', 1469267000, '1 GiB in base64, mapped'),
    ('base64 encode', 'MB/s', 6000, 4, 'memcpy', 1, 'lines of 76 and CRLF (GMime: LF; OpenSSL: 64 and LF), blocks of 64 KiB, one buffer'),
    ('base64 decode', 'MB/s', 4800, 7, 'memcpy', 1, 'lines of 76, CRLF'),
    ('QP encode mixed', 'MB/s', 1300, None, 'memcpy', 1, 'HTML, some of it Chinese, lines of 76'),
    ('QP encode chinese', 'MB/s', 1000, None, 'memcpy', 1, 'nothing but Chinese'),
    ('QP decode mixed', 'MB/s', 1700, 4, 'memcpy', 1, 'the same back'),
    ('QP decode chinese', 'MB/s', 1000, 4, 'memcpy', 1, 'the same back'),
    ('100,000 parts', 'ms', 12, None, None, 0, 'parse of one message'),
    ('200,000 fields', 'ms', 4, None, None, 0, 'parse of one message'),
    ('compose to /dev/null', 'ms', 14, None, None, 0, 'a line of text and a file of 64 MiB as base64, the file read anew'),
    ('compose to a file', 'ms', 50, 6, 'write', 91833552, 'the same to a new file'),
    ('scan', 'MB/s', None, None, 'avx2', 1, 'LF and "-" in 92 MB of base64'),
    ('UTF-8 mixed', 'MB/s', None, None, 'avx2', 1, 'is it well-formed'),
    ('UTF-8 chinese', 'MB/s', None, None, 'avx2', 1, 'is it well-formed'),
    ('=? in mixed', 'MB/s', None, None, 'avx2', 1, 'search'),
    ('bytes a part', 'bytes', 96, None, None, 0, 'own memory after parse, each with one field; 200,000 parts less 100,000'),
    ('bytes a field', 'bytes', 24, None, None, 0, 'own memory after parse; 200,000 fields less 100,000'),
)
LIMITS = ('memcpy', 'memchr', 'memmem', 'avx2', 'mapped avx2', 'read avx2',
          'write')
PEERS = (('gmime', 'GMime'), ('dovecot', 'Dovecot'), ('openssl', 'OpenSSL'),
         ('python', 'Python'))
SCALE = {'us': 1e6, 'ms': 1e3, 'bytes': 1}


class Times(dict):
    def add(self, item, who, seconds, units):
        self.setdefault((item, who), []).append(seconds / units)

    def of(self, item, who):
        """Seconds a unit, or None."""
        found = self.get((item, who))
        return statistics.median(found) if found else None


def run(times, *command):
    """A program that says what it timed; those that were not built are not
    there."""
    if not os.path.exists(command[0]):
        return
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    for line in done.stdout.splitlines():
        item, who, seconds, units = line.split('\t')
        times.add(item, who, float(seconds), int(units))


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


def in_unit(value, unit):
    if value is None:
        return ''
    if unit == 'MB/s':
        return '%.0f' % (1e-6 / value)
    return '%.2f' % (value * SCALE[unit])


def table(times):
    present = [p for p in PEERS if any(who == p[0] for _, who in times)]
    rows = [['item', 'unit', 'ours', 'goal'] + [name for _, name in present] +
            ['x GMime', 'goal', 'of the machine', 'what']]
    for item, unit, goal, ratio, limit, octets, what in ITEMS:
        ours, gmime = times.of(item, 'ours'), times.of(item, 'gmime')
        if ours is None:
            continue
        most = times.of(limit, 'machine') if limit else None
        rows.append([item, unit, in_unit(ours, unit), '%g' % goal if goal else '']
                    + [in_unit(times.of(item, who), unit) for who, _ in present]
                    + ['%.1f' % (gmime / ours) if gmime else '',
                       '%g' % ratio if ratio else '',
                       '%.2f of %s' % (most * octets / ours, limit) if most
                       else '', what])
    return rows


def limits(times):
    rows = [['the machine', 'MB/s']]
    for limit in LIMITS:
        at = times.of(limit, 'machine')
        if at:
            rows.append([limit, '%.0f' % (1e-6 / at)])
    return rows


def shapes(times):
    names = sorted({item.split('.')[0] + ' ' + item.rsplit(' ', 1)[1]
                    for item, _ in times})
    rows = [['shape', 'n', '2n', '4n', '2n/n', '4n/2n']]
    for name in names:
        shape, what = name.split(' ')
        v = [times.of('%s.%d %s' % (shape, k, what), 'ours') for k in (1, 2, 4)]
        unit = 'bytes' if what == 'memory' else 'us'
        rows.append(['%s %s, %s' % (shape, what, unit)] +
                    ['%.0f' % (x * SCALE[unit]) for x in v]
                    + ['%.2f' % (v[1] / v[0]), '%.2f' % (v[2] / v[1])])
    return rows


def show(rows):
    widths = [max(len(r[i]) for r in rows) for i in range(len(rows[0]))]
    for r in rows:
        print('  '.join(c.ljust(w) for c, w in zip(r, widths)).rstrip())
    print()


def measure(times, programs, data, huge, processes):
    run(times, programs + 'bench_machine', data)
    for name in ('bench_ours', 'bench_gmime', 'bench_dovecot', 'bench_openssl'):
        run(times, programs + name, data, *huge)
    python_email(times, data)
    if processes.there():
        processes.measure(times)


def main():
    build = os.path.abspath(sys.argv[1])
    data, programs = build + '/bench', build + '/tests/bench/'
    rounds = int(os.environ.get('ROUNDS', '5'))
    huge = ['huge'] if os.environ.get('HUGE') else []
    subprocess.run([sys.executable, HERE + '/gen.py', data, *huge], check=True)
    os.environ['LD_LIBRARY_PATH'] = build + '/.libs'
    cpus = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cpus)})
    times, processes = Times(), Processes(build, data, huge)
    for i in range(rounds):
        print('round %d of %d' % (i + 1, rounds), file=sys.stderr)
        if 'shapes' in sys.argv:
            run(times, programs + 'bench_ours', data, 'shapes')
        else:
            measure(times, programs, data, huge, processes)
    if 'shapes' in sys.argv:
        tables = [shapes(times)]
    else:
        tables = [table(times), limits(times)]
        if processes.there():
            os.sched_setaffinity(0, cpus)
            tables += [processes.table(times), processes.memory()]
    with open(data + '/bench.tsv', 'w') as out:
        for rows in tables:
            show(rows)
            out.writelines('\t'.join(r) + '\n' for r in rows)
    packages = {'gmime': ' (Debian: libgmime-3.0-dev)',
                'dovecot': ' (Debian: dovecot-dev)'}
    absent = [name + packages.get(who, '') for who, name in PEERS
              if not any(w == who for _, w in times)]
    if absent and 'shapes' not in sys.argv:
        print('Not found, and not compared with: ' + ', '.join(absent))


if __name__ == '__main__':
    main()
