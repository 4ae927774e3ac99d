/* Streams as Outlook and Exchange make them. */
#include "support/tnef_build.h"

/* 销售报告 and 数据 in code page 936. */
#define REPORT_936 "\xcf\xfa\xca\xdb\xb1\xa8\xb8\xe6"
#define DATA_936   "\xca\xfd\xbe\xdd"
#define RENDERING  MIME_LITERAL("\1\0\xff\xff\xff\xff\x20\0\x20\0\0\0\0\0")
#define GIF	   MIME_LITERAL("GIF89a\1\0\1\0\0\0\0;")
#define RTF                                                                    \
	"{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 "  \
	"SimSun;}}\r\n\\pard\\f0\\fs20 hello hello hello hello\\par\r\n}"

static void
add_rtf(struct tnef_list *l, const char *rtf)
{
	struct mime_strbuf b;

	mime_strbuf_init(&b, SIZE_MAX);
	tnef_compress(&b, mime_slice_text(rtf));
	tnef_value(l, P_RTF, mime_strbuf_slice(&b));
	mime_strbuf_free(&b);
}

/* A file with all of its names: the long one counts. */
static void
add_file(struct mime_strbuf *out, const char *title, const char *name,
	 const char *type, mime_slice data)
{
	struct tnef_list l;

	tnef_attribute(out, TNEF_RENDER, RENDERING);
	tnef_text(out, TNEF_TITLE, title);
	tnef_attribute(out, TNEF_DATA, data);
	tnef_list_begin(&l);
	tnef_fixed(&l, 0x37050003, 4); /* PidTagAttachMethod */
	tnef_string(&l, P_NAME, title);
	tnef_string(&l, P_LONG_NAME_W, name);
	if (type != NULL)
		tnef_string(&l, P_TYPE_W, type);
	tnef_list_end(out, TNEF_ATTACHMENT, &l);
}

/* Old mailers, which know no properties. */
static void
make_old(struct mime_strbuf *out)
{
	tnef_begin(out, 936);
	tnef_text(out, TNEF_SUBJECT, REPORT_936);
	tnef_text(out, TNEF_BODY, DATA_936 "\r\n");
	tnef_attribute(out, TNEF_RENDER, RENDERING);
	tnef_text(out, TNEF_TITLE, DATA_936 ".csv");
	tnef_attribute(out, TNEF_DATA, MIME_LITERAL("1,2\r\n"));
	tnef_attribute(out, TNEF_RENDER, RENDERING);
	tnef_text(out, TNEF_TITLE, "..\\" REPORT_936 ".gif");
	tnef_attribute(out, TNEF_DATA, GIF);
}

static void
make_chinese(struct mime_strbuf *out)
{
	struct tnef_list l;

	tnef_begin(out, 936);
	tnef_list_begin(&l);
	tnef_string(&l, P_SUBJECT_W, "销售报告");
	tnef_string(&l, P_BODY, REPORT_936 "\r\n");
	add_rtf(&l, RTF);
	tnef_value(&l, P_HTML,
		   MIME_LITERAL("<meta charset=gb2312><p>" DATA_936));
	tnef_fixed(&l, 0x0e080014, 8);
	tnef_named(&l, 0x000b, NULL);
	tnef_raw(&l, MIME_LITERAL("\1\0\0\0"));
	tnef_named(&l, 0x001f, "acceptlanguage");
	tnef_raw(&l, MIME_LITERAL("\1\0\0\0\6\0\0\0z\0h\0\0\0\0\0"));
	tnef_list_end(out, TNEF_LIST, &l);
	add_file(out, "XSBG~1.XLS", "销售报告2026 (终).xlsx", NULL,
		 MIME_LITERAL("PK\3\4 not a workbook"));
	add_file(out, "a.gif", "", "image/gif", GIF);
}

/* A message with a file and a message, which holds a file. */
static void
make_attached(struct mime_strbuf *out)
{
	struct mime_strbuf inner, innermost;
	struct tnef_list l;

	mime_strbuf_init(&inner, SIZE_MAX);
	mime_strbuf_init(&innermost, SIZE_MAX);
	tnef_begin(&innermost, 1252);
	tnef_text(&innermost, TNEF_SUBJECT, "the innermost");
	tnef_text(&innermost, TNEF_BODY, "caf\xe9\r\n");
	add_file(&innermost, "deep.txt", "deep.txt", "text/plain",
		 MIME_LITERAL("deep\n"));
	tnef_begin(&inner, 65001);
	tnef_text(&inner, TNEF_BODY, "午饭\r\n");
	tnef_attribute(&inner, TNEF_RENDER, RENDERING);
	tnef_list_begin(&l);
	tnef_fixed(&l, 0x37050003, 4);
	tnef_object(&l, TNEF_IID_MESSAGE, mime_strbuf_slice(&innermost));
	tnef_list_end(&inner, TNEF_ATTACHMENT, &l);
	add_file(&inner, "b.txt", "b.txt", "text/plain", MIME_LITERAL("b\n"));
	tnef_begin(out, 1252);
	tnef_text(out, TNEF_SUBJECT, "outer");
	tnef_text(out, TNEF_BODY, "see below\r\n");
	add_file(out, "a.txt", "a.txt", "text/plain", MIME_LITERAL("a\n"));
	tnef_attribute(out, TNEF_RENDER, RENDERING);
	tnef_list_begin(&l);
	tnef_string(&l, P_DISPLAY_W, "Re: 午饭");
	tnef_object(&l, TNEF_IID_MESSAGE, mime_strbuf_slice(&inner));
	tnef_list_end(out, TNEF_ATTACHMENT, &l);
	add_file(out, "z.txt", "z.txt", "text/plain", MIME_LITERAL("z\n"));
	mime_strbuf_free(&inner);
	mime_strbuf_free(&innermost);
}

/* An object of OLE: its picture, and what it is. */
static void
make_object(struct mime_strbuf *out)
{
	struct tnef_list l;

	tnef_begin(out, 1252);
	tnef_attribute(out, TNEF_RENDER, RENDERING);
	tnef_text(out, TNEF_TITLE, "chart.ole");
	tnef_list_begin(&l);
	tnef_object(&l, TNEF_IID_STORAGE,
		    MIME_LITERAL("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cells"));
	tnef_list_end(out, TNEF_ATTACHMENT, &l);
}

/* Names that two readers besides this one understand. */
static void
make_plain(struct mime_strbuf *out)
{
	struct tnef_list l;
	char all[256];

	for (int i = 0; i < 256; i++)
		all[i] = (char)(uint8_t)i;
	tnef_begin(out, 1252);
	tnef_list_begin(&l);
	tnef_string(&l, P_BODY, "plain text\r\n");
	tnef_value(&l, P_HTML, MIME_LITERAL("<p>plain"));
	add_rtf(&l, RTF);
	tnef_list_end(out, TNEF_LIST, &l);
	add_file(out, "LONGNA~1.BIN", "long name of it.bin",
		 "application/octet-stream", mime_slice_of(all, sizeof all));
	add_file(out, "b.txt", "b.txt", "text/plain", MIME_LITERAL("b\n"));
	tnef_attribute(out, TNEF_RENDER, RENDERING);
	tnef_text(out, TNEF_TITLE, "title.txt");
	tnef_attribute(out, TNEF_DATA, MIME_LITERAL("named by its title\n"));
}

const char *
tnef_sample(struct mime_strbuf *out, size_t i)
{
	static const struct {
		const char *name;
		void (*make)(struct mime_strbuf *out);
	} samples[] = {
		{ "old", make_old },	       { "chinese", make_chinese },
		{ "attached", make_attached }, { "object", make_object },
		{ "plain", make_plain },
	};

	mime_strbuf_init(out, SIZE_MAX);
	if (i >= sizeof samples / sizeof *samples)
		return NULL;
	samples[i].make(out);
	return samples[i].name;
}
