/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-article.h"

G_BEGIN_DECLS

/*
 * RedaksiSheet: what a newsroom begins with instead of an empty page: a template of an article, a
 * snippet of text, the pattern of a photo's caption. A word in braces, {name}, is a field: a place to
 * be written over. A list of them is kept as JSON; until somebody changes it, it is the usual one.
 */
typedef enum
{
  REDAKSI_SHEET_TEMPLATE, /* its content is an article's JSON */
  REDAKSI_SHEET_SNIPPET,  /* … plain text, a paragraph a line */
  REDAKSI_SHEET_CAPTION,  /* … one line */
  REDAKSI_N_SHEETS,
} RedaksiSheetKind;

typedef struct
{
  char *name;
  char *content;
} RedaksiSheet;

/* One: name and content are copied */
RedaksiSheet   *redaksi_sheet_new           (const char *name, const char *content);
void            redaksi_sheet_free          (RedaksiSheet *sheet);

/* Lists of RedaksiSheet */
GPtrArray      *redaksi_sheets_new          (void); /* empty */
GPtrArray      *redaksi_sheets_copy         (GPtrArray *sheets);
GPtrArray      *redaksi_sheets_usual        (RedaksiSheetKind kind);
char           *redaksi_sheets_to_json      (GPtrArray *sheets);
GPtrArray      *redaksi_sheets_from_json    (RedaksiSheetKind kind, const char *json, GError **error);

/* Templates */
char           *redaksi_template_of_article (RedaksiArticle *article);
RedaksiArticle *redaksi_template_fill       (RedaksiArticle *article, const char *content, GError **error);

/* Fields */
gboolean        redaksi_fields_find         (const char *text, guint from, guint *start, guint *end);
char           *redaksi_fields_expand       (const char *text, const char *place, const char *photographer,
                                             GDateTime *now);
RedaksiBody    *redaksi_snippet_to_body     (const char *text);

G_END_DECLS
