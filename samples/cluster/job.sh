#!/bin/sh
#SBATCH --job-name=mimedump --ntasks=1 --cpus-per-task=1
# One job of the array of slurm.sh:  job.sh MBOX OUT [OPTION...]
set -eu
mbox=$1 out=$2 task=$SLURM_ARRAY_TASK_ID
shift 2
range=$(sed -n "$((task + 1))p" "$out/ranges")
# Under its name only when it is whole: a job that is killed and run again
# leaves nothing that looks like a result.
"$MIMEDUMP" "$@" --range="$range" -- "$mbox" >"$out/$task.part"
mv "$out/$task.part" "$out/$task"
