"""email-mime: a picture beside the mail that has it."""
import os

from inside import read
from verdict import Verdict


def run(probe, corpora):
    verdict = Verdict("email-mime")
    base = os.path.join(corpora, "email-mime")
    path = os.path.join(base, "mail-1")
    have = [(part.body, part.name) for part in probe.files([path])[path].all
            if part.type == "image/gif"]
    verdict.judge("mail-1", [("gif", [(read(os.path.join(base, "att-1.gif")), "1.gif")], have)])
    return verdict
