#!/bin/sh
# What mimedump -j prints is what email.schema.json says, of the messages of
# this tree and, if they are there, of the corpora (MIME_CORPORA).  The judge is
# python3-jsonschema.
set -u
. "$(dirname "$0")/compose.inc"
python=
for p in python3 /usr/bin/python3; do
	"$p" -c 'import jsonschema; jsonschema.Draft202012Validator' \
		2>/dev/null && python=$p && break
done
if [ -z "$python" ]; then
	echo "skipped: python3-jsonschema is missing"
	exit 77
fi
cat >judge.py <<'EOF'
import json, sys
from jsonschema import Draft202012Validator

schema = json.load(open(sys.argv[1], encoding="utf-8"))
Draft202012Validator.check_schema(schema)
judge = Draft202012Validator(schema)
n = wrong = 0
for line in open(sys.argv[2], encoding="utf-8", errors="strict"):
    o = json.loads(line)
    n += 1
    for e in judge.iter_errors(o):
        wrong += 1
        if wrong <= 10:
            print("#", o["mimedump"]["file"], e.json_path, e.message[:200])
        break
print(n, "objects,", wrong, "not valid")
sys.exit(wrong != 0 or n != int(sys.argv[3]))
EOF
schema=$top/tools/email.schema.json
# judge NAME OPTION... : all of the list are objects that are valid
judge() {
	name=$1
	shift
	xargs -0 -n 200 "$D" -j "$@" <list >out 2>err
	if "$python" judge.py "$schema" out "$(tr -cd '\0' <list | wc -c)" \
		>verdict 2>&1; then
		ok "$name: $(tail -n 1 verdict)"
	else
		bad "$name"
		sed 's/^/# /' verdict
	fi
}
find "$top/tests/data/mail" "$top/samples/mail" -name '*.eml' -print0 >list
judge "messages"
judge "with all bodies" --json-bodies=all --json-content
judge "headers only" --headers-only
# the schema is not so wide that all is valid
"$D" -j "$top/samples/mail/chinese/fox.eml" >good
for change in 's/"size":4509/"size":-1/' 's/"subject":"[^"]*"/"subject":7/' \
	's/"partId":"1.1"/"partId":"x"/' 's/"blobId":"sha256:6/"blobId":"md5:6/' \
	's/"schema":1/"schema":2/' 's/"code":"W11"/"code":"W1"/' \
	's/"hasAttachment":true,//' 's/,"subParts":.*"bodyValues"/},"bodyValues"/' \
	's/T09:30:11+08:00"/ 09:30"/' 's/"email":"a@b.c"/"mail":"a@b.c"/'; do
	sed "$change" good >out
	cmp -s good out && bad "no such text: $change"
	"$python" judge.py "$schema" out 1 >verdict 2>&1 &&
		bad "valid after $change" || ok "not valid after $change"
done

corpora=${MIME_CORPORA:-$top/../shared/corpora}
if [ -d "$corpora" ]; then
	find "$corpora" -type f \( -name '*.eml' -o -name '*.msg' -o \
		-name '*.raw' -o -name 'msg_*.txt' \) -size -2000k -print0 >list
	judge "corpora" -Ieml
	judge "corpora with all bodies" -Ieml --json-bodies=all
else
	echo "skipped: no corpora at $corpora"
fi
finish
