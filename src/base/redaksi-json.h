/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

#define REDAKSI_JSON_ERROR (redaksi_json_error_quark ())

typedef enum
{
  REDAKSI_JSON_ERROR_SYNTAX, /* not strict JSON, or nothing at all */
  REDAKSI_JSON_ERROR_DEPTH,  /* nested deeper than we follow */
  REDAKSI_JSON_ERROR_SHAPE,  /* JSON, but not what was expected there */
} RedaksiJsonError;

#define REDAKSI_JSON_MAX_DEPTH 64

GQuark      redaksi_json_error_quark (void);

yyjson_doc *redaksi_json_parse      (const char *data, gsize length, GError **error);
const char *redaksi_json_get_string (yyjson_val *object, const char *key);
gint64      redaksi_json_get_int    (yyjson_val *object, const char *key, gint64 fallback);
char       *redaksi_json_write      (yyjson_mut_doc *doc);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

G_END_DECLS
