/* support/suite.h - what every Check program of this project shares. */
#ifndef MIME_TESTS_SUITE_H
#define MIME_TESTS_SUITE_H
#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Number of elements of an array, as the int that Check's loops want. */
#define COUNT(a) ((int)(sizeof(a) / sizeof *(a)))

/* One program, one suite, one case: run it, and exit as a test does. */
#define SUITE_MAIN(name, add_tests)                                            \
	int main(void)                                                         \
	{                                                                      \
		Suite *suite = suite_create(name);                             \
		TCase *cases = tcase_create(name);                             \
		SRunner *runner = srunner_create(suite);                       \
		int failed;                                                    \
                                                                               \
		tcase_set_timeout(cases, 120);                                 \
		add_tests(cases);                                              \
		suite_add_tcase(suite, cases);                                 \
		srunner_run_all(runner, CK_NORMAL);                            \
		failed = srunner_ntests_failed(runner);                        \
		srunner_free(runner);                                          \
		return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;              \
	}
#endif
