#!/bin/sh
# Make ./configure.  Needs autoconf, automake and libtool; gettext is not
# needed: what AM_ICONV wants of it is in m4/ and build-aux/config.rpath.
set -eu
cd "$(dirname "$0")"

missing=
for tool in autoreconf automake aclocal libtoolize; do
	command -v $tool >/dev/null 2>&1 || missing="$missing $tool"
done
if [ -n "$missing" ]; then
	echo "autogen.sh: missing:$missing (packages autoconf, automake, libtool)" >&2
	exit 1
fi
exec autoreconf --force --install --warnings=all
