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
sed -i 's/   */  /g' wanted
same "has them all" wanted out
runs "in JSON" 0 "$D" -j page.eml
holds "they are counted" out '"remoteLoads":14,"scripts":1'
runs "also in the tree" 0 "$D" -t page.eml
holds "they are counted" out '2 remote images, 12 other remote loads, 1 script'
# what makes gumbo unfit to read it
for odd in '<svg></svg>' '<select></select>' "$(printf '\001')" \
	"$(awk 'BEGIN { for (i = 0; i < 300; i++) printf "<div>" }')"; do
	awk -v odd="$odd" '{ print } /^Content-Type: text.html/ { html = 1 }
		html && /^$/ { print odd; html = 0 }' page.eml >odd.eml
	runs "with an oddity" 0 "$D" -u odd.eml
	same "hides none of them" wanted out
done

# each of these is found by both readers, whatever comes before
cat >one.html <<'EOF'
<img srcset="http://1.example/ 1x"><picture><source srcset="http://2.example/"></picture>
<table><tr><td background=http://3.example/></table><p style="background:u\72l(http://4.example/)">
<style>@\69mport "http://5.example/"; a { b: url(htt\70://6.example/) }</style>
<style>@import/**/"http://7.example/"; a { b: image-set('http://8.example/' 1x) }</style>
<p style="list-style-image:url(&quot;http://9.example/&quot;)"><img lowsrc=http://10.example/>
<a href="http://11.example/" ping="http://12.example/">x</a><form action=http://13.example/>
<input type=IMAGE src=http://14.example/><button formaction=http://15.example/>
<meta http-equiv=refresh content="0 http://16.example/"><meta http-equiv=refresh content="0;URL = 'http://17.example/'">
<!--[if mso]><v:fill src="http://18.example/"/><![endif]--><!--[if !mso]><!--><img src=http://19.example/><!--<![endif]-->
<iframe srcdoc="&lt;img src=http://20.example/&gt;"></iframe><bgsound src=http://21.example/>
<img src="h&Tab;ttp&colon;//22.example/"><img src=&#x68ttp://23.example/><img src="&#0000000000000000000000000000000000104;ttp://24.example/">
<img src="file://25.example/x"><img src="\\26.example\x"><link rel=prerender href=http://27.example/>
<iframe srcdoc="<iframe srcdoc='&lt;a href=http://28.example/&gt;'></iframe>"></iframe>
EOF
for odd in '' '<svg></svg>'; do
	{
		printf 'Content-Type: text/html\n\n%s' "$odd"
		cat one.html
	} >one.eml
	runs "odd places" 0 "$D" -u one.eml
	missing=
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 \
		24 25 26 27 28; do
		grep -q "[/\\]$i.example" out || missing="$missing $i"
	done
	is "are known:$missing" [ -z "$missing" ]
	runs "their text" 0 "$D" -b one.eml
	printf 'x\n' >want
	same "is that of the page alone" want out
done
# in a drawing these are tags, elsewhere they are not
printf 'Content-Type: text/html\n\n<svg><title><img src=http://a/></title><style><img src=http://b/></style></svg><script>"<img src=http://c/>"</script>' >svg.eml
runs "what a drawing makes of it" 0 "$D" -u svg.eml
for i in a b c; do has "is looked at" out "1  load  src  http://$i/"; done
printf 'Content-Type: text/html\n\n<script>"<img src=http://c/>"</script><title><img src=http://d/></title>' >script.eml
runs "without one" 0 "$D" -u script.eml
is "it is text" [ ! -s out ]
printf 'Content-Type: text/html\n\n<base href="http://base.example/a/b?c"><img src=d.gif><img src=/e.gif><a href=//f/>x</a>' >base.eml
runs "a base" 0 "$D" -u base.eml
has "makes a name a load" out '1  load  src  http://base.example/a/d.gif'
has "and a path" out '1  load  src  http://base.example/e.gif'
has "but not a host" out '1  link  href  //f/'
{
	printf 'Content-Type: text/html\n\n<base href="http://base.example/'
	awk 'BEGIN { for (i = 0; i < 50000; i++) printf "x" }'
	printf '/"><a href=/b></a>'
	awk 'BEGIN { for (i = 0; i < 50000; i++) printf "<a href=x>" }'
} >base.eml
runs "a long base" 0 "$D" -u base.eml
has "is shortened" out '1  link  href  http://base.example/.../x'
has "but where it is not used" out '1  link  href  http://base.example/b'
printf 'Content-Type: text/html\n\n<a href="http://x/\033[31m\342\200\256">x</a>' >odd.eml
runs "controls" 0 "$D" -u odd.eml
holds "are shown, not sent" out '[31m<U+202E>'
is "each of them" [ "$(tr -d '\033' <out | wc -c)" = "$(wc -c <out)" ]

# a run without a blank hides nothing
for before in 4000 4080 4090 4096 4100 9000; do
	awk -v n=$before 'BEGIN { print "Subject: x\n"; while (n-- > 0) printf ","
		print "http://behind.example/" }' >run.eml
	runs "$before bytes before" 0 "$D" -u run.eml
	has "the URL is found" out '1  link  text  http://behind.example/'
done
{
	printf 'Subject: x\n\nhttp://long.example/'
	awk 'BEGIN { for (i = 0; i < 9000; i++) printf "x"; print ",http://a/" }'
} >run.eml
"$D" -u run.eml >out 2>err
is "a long one is cut" [ "$(wc -c <out)" = $((15 + 4096 + 1)) ]

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
