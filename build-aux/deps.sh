#!/bin/sh
# Install what is missing for a purpose, on Debian and its kin.
#   deps.sh PURPOSE...   build, test, peers, ci
# Says first what is missing.  With NO_INSTALL=1 it only says so, and exits 3.
# "peers" (real mail servers and readers) is optional: what cannot be had is
# said, and the tests that want it skip.
set -eu
PATH=$PATH:/usr/sbin:/sbin
export PATH

# purpose  package  how its presence is seen
list='
build  make                    cmd:make
build  autoconf                cmd:autoreconf
build  automake                cmd:automake
build  libtool                 cmd:libtoolize
build  pkg-config              cmd:pkg-config
build  libssl-dev              inc:openssl/ssl.h
build  libjansson-dev          inc:jansson.h
build  libgumbo-dev            inc:gumbo.h
build  libidn2-dev             inc:idn2.h
build  zlib1g-dev              inc:zlib.h
build  libunistring-dev        inc:uniwidth.h
build  libc6-dev               inc:stdlib.h
test   check                   inc:check.h
test   g++                     cmd:g++
test   binutils                cmd:readelf
test   diffutils               cmd:diff
peers  openssl                 cmd:openssl
peers  postfix                 cmd:postfix
peers  dovecot-core            cmd:dovecot
peers  dovecot-lmtpd           file:/usr/lib/dovecot/lmtp
peers  dovecot-submissiond     file:/usr/lib/dovecot/submission
peers  dovecot-imapd           file:/usr/lib/dovecot/imap
peers  python3                 cmd:python3
peers  python3-jsonschema      file:/usr/lib/python3/dist-packages/jsonschema/__init__.py
peers  perl                    cmd:perl
peers  libmime-tools-perl      perl:MIME::Parser
peers  libgmime-3.0-dev        inc:gmime-3.0/gmime/gmime.h
peers  mblaze                  cmd:mshow
peers  mutt                    cmd:mutt
peers  s-nail                  cmd:s-nail
peers  mpack                   cmd:munpack
peers  ripmime                 cmd:ripmime
peers  maildrop                cmd:reformime
peers  procmail                cmd:formail
peers  tnef                    cmd:tnef
peers  ytnef-tools             cmd:ytnef
peers  parallel                cmd:parallel
peers  munge                   cmd:munged
peers  slurmctld               cmd:slurmctld
peers  slurmd                  cmd:slurmd
peers  slurm-client            cmd:sbatch
peers  mandoc                  cmd:mandoc
peers  bash-completion         file:/usr/share/bash-completion/bash_completion
peers  zsh                     cmd:zsh
peers  fish                    cmd:fish
peers  gcc-aarch64-linux-gnu   cmd:aarch64-linux-gnu-gcc
peers  libc6-dev-arm64-cross   file:/usr/aarch64-linux-gnu/include/stdio.h
peers  qemu-user               cmd:qemu-aarch64
ci     clang                   cmd:clang
ci     libclang-rt-14-dev      rt:fuzzer
ci     clang-format            cmd:clang-format
ci     clang-tidy              cmd:clang-tidy
ci     git                     cmd:git
'

present() { # PROBE
	case $1 in
	cmd:*) command -v "${1#cmd:}" >/dev/null 2>&1 ;;
	file:*) [ -e "${1#file:}" ] ;;
	inc:*)
		echo "#include <${1#inc:}>" | ${CC:-cc} -M -x c - >/dev/null 2>&1 ||
			[ -e "/usr/include/${1#inc:}" ]
		;;
	perl:*) perl "-M${1#perl:}" -e 1 >/dev/null 2>&1 ;;
	rt:*) ls /usr/lib/llvm*/lib/clang/*/lib/linux/*"${1#rt:}"* >/dev/null 2>&1 ;;
	esac
}

missing() { # PURPOSE...
	for purpose; do
		echo "$list" | while read -r group package probe; do
			[ "$group" = "$purpose" ] || continue
			present "$probe" || printf ' %s' "$package"
		done
	done
}

has_other_mta() { # a mail server that Postfix would drive out
	dpkg-query -W -f '${db:Status-Abbrev} ${Provides} ${Package}\n' \
		2>/dev/null | grep '^ii ' | grep 'mail-transport-agent' |
		grep -v ' postfix$' >/dev/null
}

required= optional=
for purpose; do
	case $purpose in
	peers) optional=$(missing peers) ;;
	*) required="$required$(missing "$purpose")" ;;
	esac
done
case " $optional " in
*" postfix "*)
	if has_other_mta; then
		echo "Another mail server is installed; Postfix would replace it and is left out."
		optional=$(printf ' %s' $optional | sed 's/ postfix//')
	fi
	;;
esac

if [ -z "$required$optional" ]; then
	[ -n "${NO_INSTALL-}" ] && echo "Nothing is missing." && exit 3
	exit 0
fi

as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
echo "Missing, to be installed with ${as_root:+sudo }apt-get:$required$optional"
[ -n "${NO_INSTALL-}" ] && exit 3
if ! command -v apt-get >/dev/null 2>&1; then
	echo "There is no apt-get here: please install these (or what your system calls them)." >&2
	[ -z "$required" ] && exit 0
	exit 1
fi
if [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; then
	echo "You are not root and there is no sudo: please install these first." >&2
	[ -z "$required" ] && exit 0
	exit 1
fi

# Servers that are only there for the tests are not started on the side, and
# Postfix asks no question.
policy=/usr/sbin/policy-rc.d
made_policy=
cleanup() { [ -z "$made_policy" ] || $as_root rm -f $policy; }
trap cleanup EXIT
case " $optional " in
*" postfix "* | *" dovecot-core "*)
	if [ ! -e $policy ]; then
		made_policy=yes
		printf '#!/bin/sh\nexit 101\n' | $as_root tee $policy >/dev/null
		$as_root chmod 755 $policy
	fi
	if command -v debconf-set-selections >/dev/null 2>&1; then
		echo 'postfix postfix/main_mailer_type select No configuration' |
			$as_root debconf-set-selections
	fi
	;;
esac

install() { # PACKAGE...
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
		--no-install-recommends --no-remove \
		-o DPkg::Lock::Timeout=300 "$@" </dev/null
}
log=$(mktemp)
# a fresh system has no package lists, an old one stale ones
install $required $optional >"$log" 2>&1 || {
	$as_root apt-get update -q >>"$log" 2>&1 || :
	install $required $optional >>"$log" 2>&1 || {
		if [ -n "$required" ]; then
			install $required >>"$log" 2>&1 || {
				tail -n 20 "$log" >&2
				echo "Installing$required failed." >&2
				rm -f "$log"
				exit 1
			}
		fi
		for package in $optional; do
			install "$package" >>"$log" 2>&1 ||
				echo "Not to be had: $package; tests that want it skip."
		done
	}
}
rm -f "$log"
exit 0
