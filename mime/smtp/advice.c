#include "smtp/advice.h"

static const struct {
	int code;
	const char *sentence;
} codes[] = {
	{ 421, "The server is busy or going down and closes the connection: "
	       "try again in some minutes." },
	{ 432, "The account needs a new password before this login works." },
	{ 450, "The mailbox is busy, or the server delays mail from senders "
	       "it does not know yet: try again in some minutes." },
	{ 451, "The server had a problem of its own: try again later." },
	{ 452, "The server or the mailbox has no room now, or there were too "
	       "many recipients at once: try again later." },
	{ 454, "The server cannot do this now: try again later." },
	{ 500, "The server does not know the command: is this an SMTP port?" },
	{ 501, "The server finds the command malformed: check the addresses "
	       "and our own name." },
	{ 502, "The server does not have this command: use another port "
	       "(587 is the usual one), or do without what needs it." },
	{ 503, "The server wants another command first, mostly a login: give "
	       "a user, or check the port." },
	{ 504, "The server does not know this way to do it: choose another "
	       "login mechanism." },
	{ 521, "This host takes no mail: check the host name." },
	{ 530, "The server wants TLS or a login first: give a user, and do "
	       "not switch TLS off." },
	{ 534, "The server wants a stronger login, or that you log in with a "
	       "browser once." },
	{ 535, "User name or password are wrong; many providers want an app "
	       "password or an authorization code here, not the password of "
	       "the account." },
	{ 538, "The server takes this login only over TLS." },
	{ 550, "The mailbox does not exist, or the server does not take mail "
	       "for it from you: check the address, and whether a login is "
	       "needed." },
	{ 551, "The mailbox is elsewhere: ask the recipient for the right "
	       "address." },
	{ 552, "The mailbox is full or the message too large: send less, or "
	       "tell the recipient by other means." },
	{ 553, "The server does not accept this address: check it; as sender "
	       "it must mostly be that of the login." },
	{ 554, "The server refuses, mostly because it takes the message or "
	       "the sender's address for spam: its text says more." },
	{ 555, "The server does not know a parameter of the command." },
};

static const char *const failures[] = {
	[MIME_FAILURE_CALL] = "An address, name or option cannot be used as it "
			      "is; nothing was sent.",
	[MIME_FAILURE_MEMORY] = "There is not enough memory.",
	[MIME_FAILURE_RESOLVE] = "The host name is not known: check its "
				 "spelling and the network.",
	[MIME_FAILURE_CONNECT] = "No connection: check host, port, and "
				 "whether a firewall is in the way.",
	[MIME_FAILURE_TLS] = "TLS could not be set up: smtps:// is for ports "
			     "that speak TLS at once (465), smtp:// for those "
			     "with STARTTLS (587).",
	[MIME_FAILURE_CERTIFICATE] = "The server's certificate is not trusted "
				     "or not for this host name: check the "
				     "name, or give the right CA file.",
	[MIME_FAILURE_NO_STARTTLS] = "TLS is required here and the server has "
				     "none: use another port (465 with "
				     "smtps://), or someone sits in between.",
	[MIME_FAILURE_GREETING] = "The server refuses to talk to this client: "
				  "its text says why.",
	[MIME_FAILURE_CLEAR] = "Without TLS the password could be read on the "
			       "way: use a port with TLS, or allow it by "
			       "name.",
	[MIME_FAILURE_NO_AUTH] = "The server offers no login that is known "
				 "here: check the port (587 and 465 are for "
				 "logins).",
	[MIME_FAILURE_LOGIN] = "The server rejects user name or password.",
	[MIME_FAILURE_SIZE] = "The message is larger than the server takes: "
			      "send less, or in parts.",
	[MIME_FAILURE_CONTENT] = "The server cannot take the content as it "
				 "is: encode it as quoted-printable or "
				 "base64.",
	[MIME_FAILURE_UTF8] = "The server takes only ASCII addresses: use one, "
			      "or another server.",
	[MIME_FAILURE_SENDER] = "The server does not accept the sender: it "
				"must mostly be the address of the login.",
	[MIME_FAILURE_RECIPIENTS] = "The server accepts none of the "
				    "recipients.",
	[MIME_FAILURE_DATA] = "The server refuses the message: its text says "
			      "why.",
	[MIME_FAILURE_BODY] = "The message could not be read to its end, or "
			      "is not what was announced; nothing was sent.",
	[MIME_FAILURE_PROTOCOL] = "What answered does not speak SMTP as it "
				  "should: check host and port.",
	[MIME_FAILURE_TIMEOUT] = "The server did not answer in time; nothing "
				 "was sent.  A port that speaks TLS at once "
				 "(465) needs smtps://.",
	[MIME_FAILURE_LOST] = "The connection was lost; nothing was sent: try "
			      "again.",
	[MIME_FAILURE_UNKNOWN] = "The connection was lost in or after the "
				 "message, before the server's answer to it: "
				 "it may have been delivered; ask before "
				 "sending again.",
};

const char *
mime_smtp_advice(enum mime_failure failure, int code)
{
	size_t n = (size_t)failure;

	/* a lost answer outweighs whatever code came before it */
	if (failure != MIME_FAILURE_UNKNOWN)
		for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
			if (codes[i].code == code)
				return codes[i].sentence;
	if (n < sizeof failures / sizeof *failures && failures[n] != NULL)
		return failures[n];
	if (code >= 400 && code < 500)
		return "The server cannot do it now: try again later.";
	if (code >= 500)
		return "The server refuses: its text says why.";
	return "The server's text says more.";
}
