#include "text/windows_path.h"
#include "base/slice.h"

struct backslashes {
	size_t single; /* before what no program has to escape */
	size_t doubled;
	size_t quotes; /* before a quote, which no path of Windows holds */
};

static struct backslashes
count(mime_slice s)
{
	struct backslashes n = { 0 };

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] != '\\')
			continue;
		i++;
		if (i == s.len || s.ptr[i] == '"')
			n.quotes++;
		else if (s.ptr[i] == '\\')
			n.doubled++;
		else
			n.single++;
	}
	return n;
}

bool
mime_windows_path_raw(mime_slice inner)
{
	bool drive = inner.len > 3 && inner.ptr[1] == ':' &&
		     inner.ptr[2] == '\\' && inner.ptr[3] != '\\';
	bool share = inner.len > 3 && inner.ptr[0] == '\\' &&
		     inner.ptr[1] == '\\' && inner.ptr[2] != '\\';
	struct backslashes n;

	if ((!drive && !share) || memchr(inner.ptr, '\n', inner.len) != NULL)
		return false;
	n = count(mime_slice_part(inner, 2, inner.len));
	return n.quotes == 0 && n.single > 0 && (drive || n.doubled == 0);
}
