#!/bin/sh
# Runs mimedump over N ranges of an mbox as an array of Slurm jobs and waits for
# them; OUT/0 to OUT/N-1 joined are the result:
#   slurm.sh MBOX N OUT [OPTION...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mbox=$1 n=$2 out=$3
shift 3
mkdir -p "$out"
sh "$here/ranges.sh" "$mbox" "$n" >"$out/ranges"
# a copy: sbatch keeps its own of the script, but of nothing beside it
MIMEDUMP=${MIMEDUMP:-mimedump} sbatch --quiet --wait --array="0-$((n - 1))" \
	--output="$out/%a.err" --export=ALL "$here/job.sh" "$mbox" "$out" "$@"
