#!/bin/sh
# What libmime reads in the adversarial messages of the corpora, and what
# mimecompose makes of the adversarial orders, against what is expected of it
# there (tests/expectations.py, tests/expectations_compose.py).
set -eu
top=${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}
build=${top_builddir:-$top/build}
corpora=${MIME_CORPORA:-$top/../shared/corpora}

if [ ! -e "$corpora/adversarial/index.json" ]; then
	echo "no expectations at $corpora"
	exit 77
fi
make -C "$build" tests/probe >/dev/null
python3 "$top/tests/expectations.py" "$build/tests/probe" "$corpora"
[ ! -x "$build/mimecompose" ] ||
	python3 "$top/tests/expectations_compose.py" "$build/mimecompose" \
		"$corpora"
