#!/bin/sh
# mkca.sh FOLDER: a CA that is thrown away, and certificates by it.
#   server     localhost, 127.0.0.1, ::1, mail.example.test
#   client     for the account alice
# and to be refused:
#   wrongname  of another host          expired   since yesterday
#   selfsigned by no CA                 cnonly    no subjectAltName
#   wild       *.example.test and *     noteku    for clients only
set -eu
mkdir -p "$1"
cd "$1"
umask 077

key() { # FILE
	openssl ecparam -name prime256v1 -genkey -noout -out "$1" 2>/dev/null
}

leaf() { # NAME SUBJECT ALTNAMES USAGE DAYS
	key "$1.key"
	openssl req -new -key "$1.key" -subj "$2" -out "$1.csr" 2>/dev/null
	{
		echo "basicConstraints=CA:FALSE"
		echo "extendedKeyUsage=$4"
		[ -z "$3" ] || echo "subjectAltName=$3"
	} >"$1.ext"
	openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key \
		-CAcreateserial -sha256 -days "$5" -extfile "$1.ext" \
		-out "$1.pem" 2>/dev/null
}

key ca.key
openssl req -x509 -new -key ca.key -sha256 -days 30 \
	-subj "/CN=test CA to be thrown away" \
	-addext "basicConstraints=critical,CA:TRUE" \
	-addext "keyUsage=critical,keyCertSign,cRLSign" -out ca.pem 2>/dev/null
local=DNS:localhost,IP:127.0.0.1
leaf server /CN=mail.example.test \
	"$local,DNS:mail.example.test,IP:0:0:0:0:0:0:0:1" serverAuth 20
leaf wrongname /CN=other.example.test DNS:other.example.test serverAuth 20
leaf cnonly /CN=localhost "" serverAuth 20
leaf wild /CN=wild "DNS:*.example.test,DNS:*" serverAuth 20
leaf noteku /CN=localhost "$local" clientAuth 20
leaf client "/CN=alice/emailAddress=alice@example.test" \
	email:alice@example.test clientAuth 20
leaf expired /CN=localhost "$local" serverAuth -1
key selfsigned.key
openssl req -x509 -new -key selfsigned.key -days 20 -subj /CN=localhost \
	-addext "subjectAltName=$local" -out selfsigned.pem 2>/dev/null
key jwt.key
openssl ec -in jwt.key -pubout -out jwt.pub 2>/dev/null
rm -f ./*.csr ./*.ext
chmod 644 ./*.pem
chmod 755 .
