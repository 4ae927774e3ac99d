/* codec/qp.h - quoted-printable as a stage; the interface is public. */
#ifndef MIME_CODEC_QP_H
#define MIME_CODEC_QP_H
#include "mime/codec.h"

enum { MIME_QP_COLUMNS = 76 }; /* of an encoded line (RFC 2045 6.7 rule 5) */
#endif
