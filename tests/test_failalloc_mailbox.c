/* Every allocation of reading and writing mailboxes fails once: the call says
 * so, nothing leaks, and the same box can be asked again. */
#include "mime/mailbox.h"
#include "support/failalloc.h"
#include "support/store.h"
#include "support/suite.h"

/* what a scenario returns when a call does not say what it should; Check
 * itself allocates */
#define UNTOLD 99

static const char mbox[] = "From a@b Thu Nov 29 21:33:09 1973\n"
			   "Content-Length: 3\n\nx\n\n\n"
			   "From a@b Thu Nov 29 21:33:09 1973\n\ny\n\n";

static int
pull(mime_slice *out, void *ctx)
{
	size_t *at = ctx;

	if (*at == sizeof mbox - 1)
		return 0;
	out->ptr = mbox + *at;
	out->len = sizeof mbox - 1 - *at < 9 ? sizeof mbox - 1 - *at : 9;
	*at += out->len;
	return 1;
}

static int
read_mbox(const char *unused)
{
	struct mime_mbox_opts opts = { .size = sizeof opts };
	struct mime_mbox_message m;
	struct mime_mbox *box;
	struct mime_reader *r;
	size_t at = 0;
	int rc;

	(void)unused;
	opts.form = MIME_MBOX_CL2;
	rc = mime_reader_new(&r, pull, NULL, &at);
	if (rc == MIME_OK)
		rc = mime_mbox_open_reader(&box, r, &opts);
	if (rc != MIME_OK)
		return rc;
	while ((rc = mime_mbox_next(&m, box)) > 0)
		;
	if (mime_mbox_next(&m, box) != rc ||
	    (rc < 0 && mime_mbox_error(box)->code != rc))
		rc = UNTOLD;
	mime_mbox_close(box);
	box = NULL;
	if (rc == 0)
		rc = mime_mbox_open(&box, (mime_slice){ mbox, 9 }, NULL);
	mime_mbox_close(box);
	return rc;
}

static int
write_mbox(const char *unused)
{
	struct mime_reader *r, *message;
	mime_slice run;
	size_t at = 0;
	int rc = mime_reader_new(&message, pull, NULL, &at);

	(void)unused;
	if (rc == MIME_OK)
		rc = mime_mbox_write_open(&r, message, (mime_slice){ "a", 1 },
					  NULL);
	if (rc != MIME_OK)
		return rc;
	while ((rc = mime_reader_next(&run, r)) > 0)
		;
	mime_reader_free(r);
	return rc;
}

static int
read_maildir(const char *dir)
{
	struct mime_maildir_opts opts = { .size = sizeof opts,
					  .subfolders = true };
	struct mime_maildir_message e;
	struct mime_maildir *m;
	mime_error err;
	int rc = mime_maildir_open(&m, dir, &opts, &err);

	if (rc == MIME_OK)
		while ((rc = mime_maildir_next(&e, m, &err)) > 0)
			;
	if (rc < 0 && err.code != rc)
		rc = UNTOLD;
	mime_maildir_close(m);
	return rc;
}

static int
read_mh(const char *dir)
{
	struct mime_mh_message e;
	struct mime_mh *mh;
	int rc = mime_mh_open(&mh, dir, NULL);

	if (rc == MIME_OK)
		while (mime_mh_next(&e, mh) > 0)
			;
	mime_mh_close(mh);
	return rc;
}

static int (*const scenarios[])(const char *dir) = { read_mbox, write_mbox,
						     read_maildir, read_mh };

START_TEST(each_allocation_fails_once)
{
	const char *dir = store_make();
	bool failed = true;
	size_t n;

	store_dir(dir, "cur");
	store_dir(dir, ".a");
	store_dir(dir, ".a/cur");
	for (int i = 100; i < 200; i++) {
		char name[20];

		snprintf(name, sizeof name, "cur/%d:2,S", i);
		store_file(dir, name, "");
		snprintf(name, sizeof name, ".a/cur/%d", i);
		store_file(dir, name, "");
		snprintf(name, sizeof name, "%d", i);
		store_file(dir, name, "");
	}
	for (n = 1; failed; n++) {
		int rc;

		ck_assert_uint_lt(n, 1000);
		failalloc_begin(n);
		rc = scenarios[_i](dir);
		failed = failalloc_end();
		ck_assert_uint_eq(failalloc_live(), 0);
		/* opendir says it with errno, and qsort does without */
		ck_assert_msg(rc == MIME_OK || (failed && (rc == MIME_ENOMEM ||
							   rc == MIME_EIO)),
			      "allocation %zu: %d", n, rc);
	}
	ck_assert_uint_gt(n, 3);
	store_remove(dir);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_loop_test(c, each_allocation_fails_once, 0, COUNT(scenarios));
}

SUITE_MAIN("failalloc_mailbox", add_tests)
