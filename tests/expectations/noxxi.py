"""noxxi-mime-is-broken: each mail hides one payload, or the name of one.  Of a
valid mail it must be found; else it is found, or a defect (none has a Date, so not
H14) says that the mail is
odd.  The payload is the one that the plainest mail of its kind shows: the MD5
in expected.json is of something else, no two mails share one."""
import json
import os

from verdict import Reason, Verdict, at

REASONS = [
    Reason("1.4", "an empty line ends the header, also one of no field: the rest is text",
           at("hide-content/multipart-basic-singlepart-hdrstart_b64-nl-mixedlen.eml (0)")),
]
PLAINEST = {
    "hide-content": "hide-content/multipart-basic-singlepart-qph-basic-qp-basic.eml",
    "hide-filename": "hide-filename/fname-ctype.eml",
}


def run(probe, corpora):
    verdict = Verdict("noxxi-mime-is-broken", REASONS)
    base = os.path.join(corpora, "noxxi-mime-is-broken")
    with open(os.path.join(base, "expected.json"), encoding="utf-8") as f:
        wanted = json.load(f)
    found = probe.files([os.path.join(base, name) for name in wanted])
    for name, want in sorted(wanted.items()):
        message = found[os.path.join(base, name)]
        plainest = found[os.path.join(base, PLAINEST[name.split("/")[0]])].parts[2]
        seen = plainest.body in [part.body for part in message.all]
        if name.startswith("hide-filename"):
            seen = any(part.body == plainest.body and part.name and
                       part.safe.startswith(("file", "'file")) for part in message.all)
        odd = want["validity"] < 2 and bool(message.codes("EW") - {"H14"})
        verdict.judge(f"{name} ({want['validity']})", [("payload", True, seen or odd)])
    return verdict
