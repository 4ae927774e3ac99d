# Read by the scripts beside it: where the rig lives and its ports, all on
# loopback and above 1024.  RUN must be short (unix sockets) and where the
# servers' own users can reach it.
: "${RUN:=${TMPDIR:-/tmp}/mimerig}"
CA=$RUN/ca
SMTP=12525    # STARTTLS offered, no login asked for
SUBM=12587    # STARTTLS and login required
SUBMS=12465   # TLS at once, login required
CLEAR=12526   # login offered in clear text, no STARTTLS
BARE=12527    # no extension but SIZE 65536
BADNAME=12528 # STARTTLS with a certificate of another host
EXPIRED=12529 # STARTTLS with an expired certificate
STRICT=12530  # any bare LF is refused
LMTP=12424
IMAP=12143
IMAPS=12993
DSUBM=13587 # Dovecot's own submission
DSUBMS=13465

fill() { # TEMPLATE FILE
	sed -e "s|@RUN@|$RUN|g" -e "s|@CA@|$CA|g" \
		-e "s|@VUID@|$VUID|g" -e "s|@VGID@|$VGID|g" \
		-e "s|@SMTP@|$SMTP|g" -e "s|@SUBM@|$SUBM|g" \
		-e "s|@SUBMS@|$SUBMS|g" -e "s|@CLEAR@|$CLEAR|g" \
		-e "s|@BARE@|$BARE|g" -e "s|@STRICT@|$STRICT|g" \
		-e "s|@BADNAME@|$BADNAME|g" -e "s|@EXPIRED@|$EXPIRED|g" \
		-e "s|@LMTP@|$LMTP|g" -e "s|@IMAP@|$IMAP|g" \
		-e "s|@IMAPS@|$IMAPS|g" -e "s|@DSUBM@|$DSUBM|g" \
		-e "s|@DSUBMS@|$DSUBMS|g" "$1" >"$2"
}
