#!/bin/sh
# mimedump -u: what a message links to, and what it would load when it is shown.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml .

runs "a remote image" 0 "$D" -u fox.eml
cat >wanted <<'EOF'
1.2  load  src  http://track.example.com/x.gif
EOF
same "is a load" wanted out
runs "for scripts" 0 "$D" -u --tsv fox.eml
printf 'file\tsection\tkind\twhere\turl\nfox.eml\t1.2\tload\tsrc\thttp://track.example.com/x.gif\n' >wanted
same "with titles" wanted out
runs "of several" 0 "$D" -u fox.eml evil.eml
has "each is named" out 'evil.eml:1.2  load  src  http://track.example.com/x.gif'

cat >page.eml <<'EOF'
Subject: page
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain; charset=utf-8

See http://a.example/b?c=d, (https://e.example/f_(g)). 请看www.中文 www.h.example/。
mailto:i@j.example nothttp://k.example http:// FTP://l.example/m"n
--x
Content-Type: text/html; charset=utf-8

<html><head><link rel="stylesheet" href="//css.example/s.css">
<link rel=canonical href="http://canon.example/">
<style>@import "http://import.example/i.css"; p { background: url( 'http://css.example/p.png' ) }
div { background: url(cid:own) }</style>
<meta http-equiv=Refresh content="5; URL='http://refresh.example/'"></head>
<body background="http://bg.example/b.gif" style="background:URL(http://style.example/)">
<a href="http://evil.example/?a=1&amp;b=2">http://bank.example/</a>
<a href="#here">here</a> <a href=" java
script:alert(1)">x</a> <a href=mailto:a@b.example>mail</a>
<img src="cid:part1"> <img src="data:image/gif;base64,AAAA"> <img src="local.gif">
<img src="HTTP://img.example/1.gif" srcset="http://img.example/2.gif 2x, http://img.example/3.gif 3x">
<input type=image src=http://input.example/> <input src=http://no.example/>
<iframe src="http://frame.example/"></iframe><script src="https://script.example/x.js"></script>
<video poster="http://video.example/p.jpg"><source src="http://video.example/v.mp4"></video>
<object data="http://object.example/o"></object>
<form action="http://form.example/post"></form>
--x
Content-Type: text/plain; name=log.txt
Content-Disposition: attachment

http://not.shown.example/
--x--
EOF
runs "a page" 0 "$D" -u page.eml
cat >wanted <<'EOF'
1  link  text  http://a.example/b?c=d
1  link  text  https://e.example/f_(g)
1  link  text  www.h.example/
1  link  text  mailto:i@j.example
1  link  text  FTP://l.example/m
2  load  href  //css.example/s.css
2  link  href  http://canon.example/
2  load  css   http://import.example/i.css
2  load  css   http://css.example/p.png
2  link  href  http://refresh.example/
2  load  src   http://bg.example/b.gif
2  load  css   http://style.example/
2  link  href  http://evil.example/?a=1&b=2
2  link  href  javascript:alert(1)
2  link  href  mailto:a@b.example
2  load  src   HTTP://img.example/1.gif
2  load  src   http://img.example/2.gif
2  load  src   http://img.example/3.gif
2  load  src   http://input.example/
2  load  src   http://frame.example/
2  load  src   https://script.example/x.js
2  load  src   http://video.example/p.jpg
2  load  src   http://video.example/v.mp4
2  load  src   http://object.example/o
2  link  href  http://form.example/post
2  link  text  http://bank.example/
EOF
if "$D" --version | grep -q '^HTML: gumbo'; then
	sed -i 's/   */  /g' wanted
	same "has them all" wanted out
	runs "in JSON" 0 "$D" -j page.eml
	holds "they are counted" out '"remoteLoads":14,"scripts":1'
	runs "also in the tree" 0 "$D" -t page.eml
	holds "they are counted" out '2 remote images, 12 other remote loads, 1 script'
else
	echo "skipped: gumbo is not built in, so fewer are found"
	holds "links are found" out '2 link href http://evil.example/?a=1&b=2'
fi

printf 'Content-Type: text/html\n\n<base href="http://base.example/a/b?c"><img src=d.gif><img src=/e.gif><a href=//f/>x</a>' >base.eml
runs "a base" 0 "$D" -u base.eml
if "$D" --version | grep -q '^HTML: gumbo'; then
	has "makes a name a load" out '1  load  src  http://base.example/a/d.gif'
	has "and a path" out '1  load  src  http://base.example/e.gif'
	has "but not a host" out '1  link  href  //f/'
fi
printf 'Content-Type: text/html\n\n<a href="http://x/\033[31m\342\200\256">x</a>' >odd.eml
runs "controls" 0 "$D" -u odd.eml
holds "are shown, not sent" out '[31m<U+202E>'
is "each of them" [ "$(tr -d '\033' <out | wc -c)" = "$(wc -c <out)" ]

# what gumbo must not see
{
	printf 'Content-Type: text/html\n\n'
	awk 'BEGIN { for (i = 0; i < 100000; i++) printf "<div>" }'
	printf '<a href="http://deep.example/?a&amp;b">x</a>'
} >deep.eml
runs "a hundred thousand levels" 0 "$D" -u deep.eml
has "hide nothing" out '1  link  href  http://deep.example/?a&b'
printf 'Content-Type: text/html\n\n<svg><title><image xlink:href="x"/></title></svg><img src="http://a/"><a href=b:c>' >svg.eml
runs "a drawing" 0 "$D" -u svg.eml
has "hides nothing either" out '1  load  src  http://a/'
finish
