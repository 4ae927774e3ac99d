"""mime4j: X.xml is the tree with its fields and raw bodies, X_decoded.xml names
the files that hold the decoded ones, X.out is the message as mime4j writes it."""
import glob
import html
import os
import re

from verdict import Reason, Verdict, at

REASONS = [
    Reason("1.1", "text behind a boundary makes no delimiter, with S08",
           at("ending-boundaries tree", "written ending-boundaries content")),
    Reason("1.3", "a line that is no field, and before none, begins the body",
           at("written basic-plain-with-bad-header-separator content",
              "written malformedHeader-noheader content",
              "written malformedHeaderStartsBody-noheader content",
              "basic-plain-with-bad-header-separator raw 1",
              "basic-plain-with-bad-header-separator body 1",
              "malformedHeader-noheader raw 1", "malformedHeader-noheader body 1",
              "malformedHeaderStartsBody-noheader raw 1",
              "malformedHeaderStartsBody-noheader body 1")),
    Reason("1.6", "boundaries are compared without blanks at their ends",
           at("weird-boundary tree", "very-long-boundary tree")),
    Reason("6 E03", "a last group of two or three characters gives its bytes",
           at("frag body 2.2.2.2", "multi-frag body 3.2", "written frag content",
              "written multi-frag content")),
    Reason("1.6", "a multipart without a delimiter of its own is one leaf: the closing one that "
           "mime4j writes below it is text",
           at("written badbound content", "written missing-boundary content")),
    Reason("3.4", "blanks at the end of a quoted-printable line, which mime4j writes bare, "
           "are not data", at("written german-qp content")),
]


class Node:
    def __init__(self, tag, attributes=""):
        self.tag, self.children, self.text, self.fields = tag, [], "", []
        name = re.search(r'name="([^"]*)"', attributes)
        self.file = name and name.group(1)


def read_xml(data):
    """The tree of Nodes below the document's element."""
    top = Node("")
    stack, at_end = [top], 0
    for m in re.finditer(r"<(/?)([a-z0-9-]+)([^<>]*?)(/?)>", data):
        stack[-1].text += data[at_end:m.start()]
        at_end = m.end()
        if m.group(1):
            node = stack.pop()
            node.text = html.unescape(node.text)
        else:
            node = Node(m.group(2), m.group(3))
            stack[-1].children.append(node)
            if not m.group(4):
                stack.append(node)
    return top.children[0]


def entities(node):
    """The message or body-part Nodes in document order, as (node, content)."""
    content = [c for c in node.children if c.tag not in ("header",)]
    yield node, content
    for child in content:
        if child.tag == "multipart":
            for part in child.children:
                if part.tag == "body-part":
                    yield from entities(part)
        elif child.tag == "message":
            yield from entities(child)


def lines(data):
    """Without what the listing cannot keep: line ends, and blanks at the end."""
    if isinstance(data, str):
        data = data.encode("latin-1", "replace")
    return data.replace(b"\r\n", b"\n").strip(b"\n")


def fields_of(node):
    for child in node.children:
        if child.tag == "header":
            return [lines(f.text) for f in child.children if f.tag == "field"]
    return []


def shape(node):
    """One word for each entity: what it holds."""
    out = []
    for _, content in entities(node):
        kinds = [c.tag for c in content]
        out.append("multipart" if "multipart" in kinds else
                   "message" if "message" in kinds else "leaf")
    return out


def kind_of(part):
    return "message" if part.children and part.kind == "leaf" else part.kind


def ends_of(part, data):
    """Preamble and epilogue of a multipart."""
    data = part.bytes_of(data)
    _, _, body, close, epilogue, end = part.extent
    first = part.children[0].extent[0] if part.children else close
    return lines(data[body:first]), lines(data[epilogue:end])


def compare(xml, decoded, message, data, folder):
    parts = message.all
    yield "tree", shape(xml), [kind_of(part) for part in parts]
    if len(parts) != len(shape(xml)):
        return
    for part, (node, content), (_, files) in zip(parts, entities(xml), entities(decoded)):
        where = part.section or "-"
        yield (f"fields {where} {kind_of(part)}", fields_of(node),
               [lines(raw) for _, raw, _ in part.fields])
        for child in content:
            if child.tag == "multipart":
                preamble, epilogue = ends_of(part, data)
                for tag, have in (("preamble", preamble), ("epilogue", epilogue)):
                    want = [lines(c.text) for c in child.children if c.tag == tag]
                    yield f"{tag} {where}", b"".join(want), have
            elif child.tag == "body" and not part.children:
                yield (f"raw {where}", lines(child.text),
                       lines(part.bytes_of(data)[part.extent[2]:part.extent[5]]))
        for child in files:
            if child.file and not part.children:
                with open(os.path.join(folder, child.file), "rb") as f:
                    want = f.read()
                yield f"body {where}", lines(want), lines(part.body)


def content(message):
    """The decoded leaves, each with its type and name."""
    return [(part.type, part.name, lines(part.body)) for part in message.all
            if part.body is not None]


def judge_written(verdict, probe, paths, found):
    """What mime4j writes of what it reads holds the same; what it takes for a
    preamble or an epilogue stays where it was."""
    written = probe.files([path[:-4] + ".out" for path in paths])
    for path in paths:
        verdict.judge("written " + os.path.basename(path)[:-4], [
            ("content", content(written[path[:-4] + ".out"]), content(found[path]))])


def run(probe, corpora):
    verdict = Verdict("mime4j", REASONS)
    base = os.path.join(corpora, "mime4j")
    paths = sorted(glob.glob(os.path.join(base, "*", "*.msg")))
    found = probe.files(paths)
    for path in paths:
        trees = []
        for ending in (".xml", "_decoded.xml"):
            name = path[:-4] + ending
            if os.path.exists(name):
                with open(name, encoding="latin-1", newline="") as f:
                    trees.append(read_xml(f.read()))
        if len(trees) < 2:
            continue
        with open(path, "rb") as f:
            data = f.read()
        verdict.judge(os.path.basename(path)[:-4],
                      compare(*trees, found[path], data, os.path.dirname(path)))
    judge_written(verdict, probe, paths, found)
    return verdict
