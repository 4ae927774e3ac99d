/* support/smtp_script.h - dialogues written down, and the session run through
 * them.
 *
 * A script is a text file.  Empty lines and lines that begin with "#" say
 * nothing.  First come settings:
 *
 *   set tls required|implicit|opportunistic|none    (none if not set)
 *   set auth auto|plain|login          set auth-without-tls yes
 *   set helo NAME    set user NAME     set password TEXT
 *   set from PATH    set to PATH       (a "to" for each recipient)
 *   set carry 7bit|8bit|binary         set octets N     set max-line N
 *   set body TEXT                      (each adds to the content)
 *   set body-fails yes                 (the content ends in an error)
 *   set pace whole                     (run at this pace only)
 *   set submit no                      (stop at READY; no QUIT after it)
 *
 * Then the dialogue:
 *
 *   S: TEXT   the server says TEXT and CRLF
 *   S> TEXT   the server says TEXT and nothing more
 *   C: TEXT   the client says TEXT and CRLF, next and exactly
 *   C> TEXT   the same without CRLF
 *   C- TEXT   no output of the client may hold TEXT, from here to the end
 *   TLS       the handshake succeeds
 *   CLOSE     the server closes
 *   DROP timeout|io|tls   the driver gives up
 *   E: WORDS  the next event: "ready", "starttls", "closed",
 *             "rcpt N VERDICT CODE [STATUS]", "done FAILURE CODE",
 *             "failed FAILURE CODE"
 *   T: TEXT   the transcript has this line, after the one asked for before
 *   R: CODE   what mime_smtp_poll returns at the end: "ok" (if not said),
 *             "eproto", "erefused", "etls", "eio", "etimeout", "einval"
 *
 * In TEXT the escapes \r \n \t \0 \\ and \xHH are known.  At READY the runner
 * submits the message, at DONE and FAILED it says QUIT where that is allowed.
 * At the end no output and no event may be left over.  Neither transcript nor
 * events may ever hold the password, plain or in base64. */
#ifndef MIME_TESTS_SMTP_SCRIPT_H
#define MIME_TESTS_SMTP_SCRIPT_H
#include "support/smtp_player.h"

/* Run the script at path; fails the Check test with file and line. */
void smtp_script_run(const char *path, enum smtp_script_pace pace);
#endif
