# Read by the scripts beside it: where the rig lives and its ports, all on
# loopback and above 1024.  RUN must be short (unix sockets) and where the
# servers' own users can reach it.  Two rigs can be up at once, with different
# RUN and PORTS: the first digits of all ports.
: "${RUN:=${TMPDIR:-/tmp}/mimerig}"
: "${PORTS:=12}"
CA=$RUN/ca
SMTP=${PORTS}525    # STARTTLS offered, no login asked for
SUBM=${PORTS}587    # STARTTLS and login required
SUBMS=${PORTS}465   # TLS at once, login required
CLEAR=${PORTS}526   # login offered in clear text, no STARTTLS
BARE=${PORTS}527    # no extension but SIZE 65536
BADNAME=${PORTS}528 # STARTTLS with a certificate of another host
EXPIRED=${PORTS}529 # STARTTLS with an expired certificate
STRICT=${PORTS}530  # any bare LF is refused
LMTP=${PORTS}424
IMAP=${PORTS}143
IMAPS=${PORTS}993
DSUBM=$((PORTS + 1))587 # Dovecot's own submission
DSUBMS=$((PORTS + 1))465

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
