"""Whole processes for bench.py: how long they take beside cat or cp, and how
much memory of their own (RssAnon) they have at most."""
import os
import shutil
import subprocess
import time

TEXT = ['-f', 'a@example.org', '-t', 'b@example.com', '-s', 'bench',
        '-m', 'Attached.', '--max-attach=0']


class Processes:
    def __init__(self, build, data, huge):
        self.data = data
        self.dump = build + '/.libs/mimedump'
        self.compose = build + '/.libs/mimecompose'
        self.sink = build + '/tests/sink'
        self.big = data + '/big.eml'
        self.huge = data + '/huge.eml' if huge else None
        self.raw = data + '/data.raw'
        self.out = data + '/out'

    def there(self):
        return os.path.exists(self.dump) and os.path.exists(self.compose)

    def items(self):
        """Name, ours, what it is held against, the most that is allowed."""
        new = self.out + '/new.eml'
        for name, path in (('', self.big), (' huge', self.huge)):
            if path is None:
                continue
            cat = ['cat', path]
            yield 'mimedump -t' + name, [self.dump, '-t', path], cat, 2.5
            yield 'mimedump -b' + name, [self.dump, '-b', path], cat, None
            yield 'mimedump -p 2' + name, [self.dump, '-p2', path], cat, None
            yield 'mimedump -a' + name, [self.dump, '-a', path], cat, None
        yield ('mimedump -x', [self.dump, '-x', '-C', self.out, self.big],
               ['cp', self.raw, new], 2)
        yield ('mimecompose', [self.compose, *TEXT, '-a', self.raw, '-o', new],
               ['cp', self.big, new], 2)

    def seconds(self, command):
        """Of one run, its files new and its text going nowhere."""
        shutil.rmtree(self.out, ignore_errors=True)
        os.mkdir(self.out)
        start = time.perf_counter()
        done = subprocess.run(command, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
        took = time.perf_counter() - start
        shutil.rmtree(self.out)
        return took if done.returncode < 64 else None

    def measure(self, times):
        for name, ours, theirs, _ in self.items():
            for _ in range(1 if 'huge' in name else 5):
                for who, command in (('ours', ours), ('theirs', theirs)):
                    took = self.seconds(command)
                    if took is not None:
                        times.add(name, who, took, 1)

    def table(self, times):
        rows = [['process', 'ms', 'beside', 'ms', 'ratio', 'at most']]
        for name, _, theirs, most in self.items():
            ours, other = times.of(name, 'ours'), times.of(name, 'theirs')
            if ours is None or other is None:
                continue
            rows.append([name, '%.1f' % (ours * 1e3), theirs[0],
                         '%.1f' % (other * 1e3), '%.2f' % (ours / other),
                         '%g' % most if most else ''])
        return rows

    def peak(self, command):
        """The largest RssAnon that was seen, in KiB."""
        shutil.rmtree(self.out, ignore_errors=True)
        os.mkdir(self.out)
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        most = 0
        while child.poll() is None:
            with open('/proc/%d/status' % child.pid) as status:
                for line in status:
                    if line.startswith('RssAnon:'):
                        most = max(most, int(line.split()[1]))
        shutil.rmtree(self.out)
        return most if child.returncode < 64 else None

    def sending(self):
        """The command that sends the large file to a server of its own."""
        port = self.data + '/port'
        if os.path.exists(port):
            os.unlink(port)
        server = subprocess.Popen([self.sink, port, '/dev/null'],
                                  stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL)
        while not os.path.exists(port) and server.poll() is None:
            time.sleep(0.01)
        with open(port) as text:
            url = 'smtp://127.0.0.1:' + text.read().strip()
        os.unlink(port)
        return server, [self.compose, *TEXT, '-a', self.raw,
                        '--send=' + url]

    def memory(self):
        rows = [['RssAnon at most', 'KiB', 'goal']]
        for name, command, _, _ in self.items():
            rows.append([name, self.peak(command)])
        if os.path.exists(self.sink):
            server, command = self.sending()
            rows.append(['mimecompose --send', self.peak(command)])
            server.kill()
            server.wait()
        return rows[:1] + [[r[0], '%d' % r[1], '8192'] for r in rows[1:]
                           if r[1] is not None]
