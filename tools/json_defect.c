#include "json_defect.h"
#include "cli.h"

struct counts {
	size_t of[MIME_DEFECT_KINDS];
};

static void
put_defect(struct json *j, const struct mime_defect *defect, mime_slice section,
	   struct mime_part *outer)
{
	const struct mime_defect_name *name = mime_defect_name(defect->kind);
	const char severity = (char)defect->severity;
	json_t *o = json_object();

	if (o == NULL)
		cli_no_memory();
	json_set(o, "code", json_string(name->code));
	json_set(o, "slug", json_string(name->slug));
	json_set(o, "severity", json_stringn(&severity, 1));
	json_set(o, "section", json_of(section));
	json_set(o, "offset", json_integer((json_int_t)defect->offset));
	json_set(o, "length", json_integer((json_int_t)defect->length));
	json_set(o, "field",
		 defect->field != NULL ? json_of(mime_field_name(defect->field))
				       : json_null());
	json_set(o, "ref", json_string(name->ref));
	if (outer != NULL)
		json_set(o, "inside", json_of(parts_section(outer)));
	json_put(j, NULL, o);
}

static void
put_defects(struct json *j, struct counts *counts, struct mime_message *m,
	    struct mime_part *outer)
{
	struct mime_defect defect;

	for (size_t i = 0; mime_message_defect(&defect, m, i); i++)
		put_defect(j, &defect, dump_section_of(m, defect.part), outer);
	for (int kind = 1; kind < MIME_DEFECT_KINDS; kind++)
		counts->of[kind] += mime_message_defect_count(m, kind);
}

void
json_defects(struct json *j, struct mime_message *m)
{
	struct counts counts = { { 0 } };
	struct mime_message *inner;

	json_begin(j, "defects", '[');
	put_defects(j, &counts, m, NULL);
	for (struct mime_part *p = mime_message_root(m); p != NULL;
	     p = parts_after(p))
		if (mime_part_message(&inner, p) == MIME_OK)
			put_defects(j, &counts, inner, p);
	json_end(j, ']');
	json_begin(j, "defectCounts", '{');
	for (int kind = 1; kind < MIME_DEFECT_KINDS; kind++)
		if (counts.of[kind] > 0)
			json_number(j, mime_defect_name(kind)->code,
				    counts.of[kind]);
	json_end(j, '}');
}
