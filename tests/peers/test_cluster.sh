#!/bin/sh
# samples/cluster: GNU parallel over ranges of an mbox, and Slurm with two nodes
# on this machine, give what one run gives.
#   MIME_MESSAGES  how many messages; 20000
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tools/compose.inc"
PATH=$PATH:/usr/sbin:/sbin
cluster=$top/samples/cluster

skip() {
	echo "$*"
	exit 77
}
${CC:-cc} -O2 -std=c11 -o gen_mbox "$top/tests/bench/gen_mbox.c" ||
	skip "no C compiler"
./gen_mbox "${MIME_MESSAGES:-20000}" >big.mbox || exit 1
MIMEDUMP=$D
export MIMEDUMP

# same NAME WANT GOT
same() {
	if cmp -s "$2" "$3"; then
		ok "$1"
	else
		bad "$1"
		diff "$2" "$3" | head -n 5 | cut -c 1-200 | sed 's/^/# /'
	fi
}
# by one name everywhere: JSON tells it
big=$work/big.mbox
"$D" -l "$big" >whole.list || bad "list of the whole"
"$D" -j --headers-only "$big" >whole.json || bad "JSON of the whole"

n_ranges=7
if command -v parallel >/dev/null 2>&1; then
	sh "$cluster/parallel.sh" "$big" $n_ranges -l >list || bad "parallel"
	same "parallel: list" whole.list list
	sh "$cluster/parallel.sh" "$big" $n_ranges -j --headers-only >json ||
		bad "parallel -j"
	same "parallel: JSON" whole.json json
else
	echo "skipped: no GNU parallel"
fi

for program in munged slurmctld slurmd sbatch sinfo; do
	command -v $program >/dev/null 2>&1 || missing=$program
done
[ "$(id -u)" = 0 ] || missing="root, which the servers want"
if [ -n "${missing-}" ]; then
	echo "skipped: no $missing"
	[ $n_bad = 0 ] || exit 1
	[ $n_ok -gt 0 ] || exit 77
	echo "$n_ok ok, $n_bad not ok"
	exit 0
fi

slurm=$(mktemp -d /tmp/mimeslurmXXXXXX)
chmod 711 "$slurm"
SLURM_CONF=$slurm/slurm.conf
export SLURM_CONF
# Stops the servers that this test started, and no other.
down() {
	for pid in slurmd-n1 slurmd-n2 ctld munged; do
		[ ! -s "$slurm/$pid.pid" ] || kill "$(cat "$slurm/$pid.pid")"
	done
	i=0
	while [ $i -lt 50 ] && ls "$slurm"/*.pid >/dev/null 2>&1; do
		sleep 0.1
		i=$((i + 1))
	done
	rm -rf "$slurm" "$work"
}
trap down EXIT

host=$(hostname)
port=$((16000 + $$ % 1000 * 3))
mkdir "$slurm/state" "$slurm/spool-n1" "$slurm/spool-n2" "$slurm/log"
(umask 077 && head -c 1024 /dev/urandom >"$slurm/munge.key")
cat >"$SLURM_CONF" <<EOC
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$slurm/munge.sock
CryptoType=crypto/munge
SlurmctldPort=$port
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool-%n
SlurmctldPidFile=$slurm/ctld.pid
SlurmdPidFile=$slurm/slurmd-%n.pid
SlurmctldLogFile=$slurm/log/ctld.log
SlurmdLogFile=$slurm/log/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MpiDefault=none
SwitchType=switch/none
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=1
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=1
PartitionName=p Nodes=n1,n2 Default=YES State=UP
EOC
{
	munged --key-file="$slurm/munge.key" --socket="$slurm/munge.sock" \
		--pid-file="$slurm/munged.pid" \
		--log-file="$slurm/log/munged.log" \
		--seed-file="$slurm/munge.seed" --force &&
		slurmctld -f "$SLURM_CONF" &&
		slurmd -N n1 -f "$SLURM_CONF" && slurmd -N n2 -f "$SLURM_CONF"
} >servers.out 2>&1 || bad "the servers do not start: $(cat servers.out)"
i=0
while [ $i -lt 150 ] && [ "$(sinfo -h -o '%t %D' 2>/dev/null)" != "idle 2" ]; do
	sleep 0.2
	i=$((i + 1))
done
same_slurm() { # NAME WANT OPTION...
	name=$1 want=$2
	shift 2
	rm -rf out
	sh "$cluster/slurm.sh" "$big" $n_ranges "$work/out" "$@" ||
		bad "$name: $(cat out/*.err | head -n 3)"
	i=0
	: >joined
	while [ $i -lt $n_ranges ]; do
		cat "out/$i" >>joined || bad "$name: no part $i"
		i=$((i + 1))
	done
	same "$name" "$want" joined
}
if [ $i -lt 150 ]; then
	same_slurm "Slurm: list" whole.list -l
	same_slurm "Slurm: JSON" whole.json -j --headers-only
	for node in n1 n2; do
		if grep -q 'aunching batch job' "$slurm/log/$node.log"; then
			ok "Slurm: node $node had a job"
		else
			bad "Slurm: node $node had no job"
		fi
	done
else
	bad "the nodes do not become idle: $(tail -n 3 "$slurm"/log/*)"
fi
echo "$n_ok ok, $n_bad not ok"
[ $n_bad = 0 ]
