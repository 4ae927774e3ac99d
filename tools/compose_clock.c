#include "compose_clock.h"
#include "cli.h"
#include "options.h"
#include <stdlib.h>
#include <time.h>

int
compose_clock(struct mime_date *out, bool reproducible)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = time(NULL);
	uint64_t seconds;
	struct tm local;

	*out = (struct mime_date){ 0, 0, true };
	if (epoch != NULL && epoch[0] != '\0') {
		/* up to the year 9999, the last that a date can say */
		if (!option_count(&seconds, epoch, 253402300799))
			return cli_usage("SOURCE_DATE_EPOCH=%s is no number "
					 "of seconds",
					 epoch);
		out->seconds = (int64_t)seconds;
	} else if (!reproducible) {
		out->seconds = (int64_t)now;
		if (localtime_r(&now, &local) != NULL)
			out->zone = (int)(local.tm_gmtoff / 60);
	}
	return CLI_OK;
}
