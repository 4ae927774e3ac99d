/* mime/defect.h - the codes of what can be wrong with a message (layer 0). */
#ifndef MIME_DEFECT_H
#define MIME_DEFECT_H
#include "mime/types.h"
MIME_BEGIN_DECLS

/* Severity: 'E' two programs may show different content; 'W' malformed, with
 * one reading; 'I' information.  A defect may be recorded with a severity
 * other than the usual one of its kind.  Append only: the number is ABI. */
enum mime_defect_kind {
	MIME_DEFECT_DUPLICATE_FIELD = 1,       /* H01 */
	MIME_DEFECT_SPACE_BEFORE_COLON,	       /* H03 */
	MIME_DEFECT_NOT_A_FIELD,	       /* H04 */
	MIME_DEFECT_CONTROL_IN_HEADER,	       /* H05 */
	MIME_DEFECT_NUL_IN_HEADER,	       /* H06 */
	MIME_DEFECT_CONTINUATION_FIRST,	       /* H08 */
	MIME_DEFECT_NO_MIME_VERSION,	       /* H10 */
	MIME_DEFECT_RAW_8BIT_HEADER,	       /* H11 */
	MIME_DEFECT_LOST_FOLD_BLANK,	       /* H12 */
	MIME_DEFECT_LONG_HEADER_LINE,	       /* H13 */
	MIME_DEFECT_FROM_OR_DATE_MISSING,      /* H14 */
	MIME_DEFECT_BAD_MEDIA_TYPE,	       /* H15 */
	MIME_DEFECT_NO_BLANK_LINE,	       /* S01 */
	MIME_DEFECT_ODD_HEADER_END,	       /* S02 */
	MIME_DEFECT_MIXED_LINE_ENDS,	       /* S03 */
	MIME_DEFECT_BARE_CR,		       /* S04 */
	MIME_DEFECT_NO_BOUNDARY,	       /* S05 */
	MIME_DEFECT_CONFLICTING_BOUNDARY,      /* S06 */
	MIME_DEFECT_ODD_BOUNDARY,	       /* S07 */
	MIME_DEFECT_BOUNDARY_NEAR_MISS,	       /* S08 */
	MIME_DEFECT_NO_CLOSE_DELIMITER,	       /* S09 */
	MIME_DEFECT_PARTS_IN_PREAMBLE,	       /* S10 */
	MIME_DEFECT_PARTS_IN_EPILOGUE,	       /* S11 */
	MIME_DEFECT_SHARED_BOUNDARY,	       /* S12 */
	MIME_DEFECT_ENCODED_COMPOSITE,	       /* S15 */
	MIME_DEFECT_BOUNDARY_ON_LEAF,	       /* S16 */
	MIME_DEFECT_MESSAGE_PARTIAL,	       /* S18 */
	MIME_DEFECT_EXTERNAL_BODY,	       /* S19 */
	MIME_DEFECT_NUL_IN_TEXT,	       /* S20 */
	MIME_DEFECT_LONG_BODY_LINE,	       /* S21 */
	MIME_DEFECT_BASE64_JUNK,	       /* E01 */
	MIME_DEFECT_BASE64_STRAY_PADDING,      /* E02 */
	MIME_DEFECT_BASE64_UNPADDED,	       /* E03 */
	MIME_DEFECT_BASE64_AFTER_PADDING,      /* E04 */
	MIME_DEFECT_UNKNOWN_ENCODING,	       /* E05 */
	MIME_DEFECT_ENCODING_LIST,	       /* E06 */
	MIME_DEFECT_QP_BAD_ESCAPE,	       /* E07 */
	MIME_DEFECT_QP_SOFT_BREAK_BLANKS,      /* E08 */
	MIME_DEFECT_UNDECLARED_8BIT,	       /* E10 */
	MIME_DEFECT_UUENCODE_IN_TEXT,	       /* E11 */
	MIME_DEFECT_BASE64_TAIL_BITS,	       /* E13 */
	MIME_DEFECT_NAME_FILENAME_DIFFER,      /* P02 */
	MIME_DEFECT_FILENAME_FORMS_DIFFER,     /* P03 */
	MIME_DEFECT_BAD_CONTINUATION,	       /* P04 */
	MIME_DEFECT_ENCODED_WORD_IN_PARAMETER, /* P05 */
	MIME_DEFECT_FOLD_IN_QUOTED_PARAMETER,  /* P06 */
	MIME_DEFECT_PATH_IN_FILENAME,	       /* P07 */
	MIME_DEFECT_CONTROL_IN_FILENAME,       /* P08 */
	MIME_DEFECT_INVISIBLE_CHARACTER,       /* P09 */
	MIME_DEFECT_RESERVED_FILENAME,	       /* P10 */
	MIME_DEFECT_TRAILING_DOT,	       /* P11 */
	MIME_DEFECT_UNTERMINATED_QUOTE,	       /* P13 */
	MIME_DEFECT_STRUCTURAL_RFC2231,	       /* P16 */
	MIME_DEFECT_BAD_PARAMETER,	       /* P17 */
	MIME_DEFECT_CONTROL_IN_ENCODED_WORD,   /* W01 */
	MIME_DEFECT_SPECIALS_IN_ENCODED_WORD,  /* W02 */
	MIME_DEFECT_UNKNOWN_CHARSET,	       /* W04 */
	MIME_DEFECT_REFUSED_CHARSET,	       /* W05 */
	MIME_DEFECT_INVALID_IN_CHARSET,	       /* W06 */
	MIME_DEFECT_UTF7,		       /* W10 */
	MIME_DEFECT_ENCODED_WORD_IN_QUOTES,    /* W11 */
	MIME_DEFECT_BLANK_IN_ENCODED_WORD,     /* W12 */
	MIME_DEFECT_CHARSET_DIFFERS_FROM_HTML, /* W13 */
	MIME_DEFECT_OUTSIDE_GB2312,	       /* W14 */
	MIME_DEFECT_SEVERAL_FROM,	       /* A01 */
	MIME_DEFECT_NAME_LOOKS_LIKE_ADDRESS,   /* A02 */
	MIME_DEFECT_UNBALANCED_ADDRESS,	       /* A03 */
	MIME_DEFECT_SEVERAL_AT,		       /* A04 */
	MIME_DEFECT_CONTROL_IN_LOCAL_PART,     /* A07 */
	MIME_DEFECT_ENCODED_WORD_IN_ADDRESS,   /* A09 */
	MIME_DEFECT_BAD_DATE,		       /* A10 */
	MIME_DEFECT_BAD_MESSAGE_ID,	       /* M01 */
	MIME_DEFECT_DEPTH_LIMIT,	       /* R01 */
	MIME_DEFECT_PARTS_LIMIT,	       /* R02 */
	MIME_DEFECT_FIELDS_LIMIT,	       /* R03 */
	MIME_DEFECT_HEADER_LIMIT,	       /* R04 */
	MIME_DEFECT_ADDRESSES_LIMIT,	       /* R05 */
	MIME_DEFECT_PARAMETERS_LIMIT,	       /* R06 */
	MIME_DEFECT_NESTED_LIMIT,	       /* R07 */
	MIME_DEFECT_COMMENT_LIMIT,	       /* R08 */
	MIME_DEFECT_HTML_NEXT_TO_ENCRYPTED,    /* K01 */
	MIME_DEFECT_SIGNATURE_BROKEN,	       /* K02 */
	MIME_DEFECT_TYPE_MISMATCH	       /* K03 */
};
/* One more than the last kind. */
#define MIME_DEFECT_KINDS 84

/* What a kind is called.  All strings are constants. */
struct mime_defect_name {
	const char *code; /* "H01" */
	const char *slug; /* "duplicate-structural-field" */
	const char *ref;  /* "RFC 5322 3.6" */
	const char *what; /* one English phrase */
	int severity;	  /* the usual one: 'E', 'W' or 'I' */
};
/* The names of kind (enum mime_defect_kind); NULL if there is no such kind. */
MIME_API const struct mime_defect_name *mime_defect_name(int kind);

MIME_END_DECLS
#endif
