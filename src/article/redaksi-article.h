/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-body.h"
#include "redaksi-byline.h"

G_BEGIN_DECLS

/*
 * RedaksiArticle: one story as a value: an id, named fields, and the body. Immutable and
 * reference-counted; every edit makes a new one that shares what it did not touch.
 *
 * A field is text (one line, but for the excerpt and captions, which may be any text). An absent
 * field and an empty one are the same: absent. Bylines and tags are fields too, written as
 * canonical JSON arrays, so that one kind of step changes, undoes and journals all of them.
 * State, site and times are not the article's own: the library keeps them beside it.
 */

#define REDAKSI_FIELD_KICKER       "kicker"
#define REDAKSI_FIELD_HEADLINE     "headline"
#define REDAKSI_FIELD_DECK         "deck"
#define REDAKSI_FIELD_DATELINE     "dateline"     /* the place alone: TENGGARONG */
#define REDAKSI_FIELD_LEAD_PHOTO   "lead-photo"   /* SHA-256 of the original */
#define REDAKSI_FIELD_LEAD_CAPTION "lead-caption"
#define REDAKSI_FIELD_LEAD_CREDIT  "lead-credit"
#define REDAKSI_FIELD_LEAD_ALT     "lead-alt"
#define REDAKSI_FIELD_BYLINES      "bylines"      /* [["Bayu","writer"],…] */
#define REDAKSI_FIELD_SECTION      "section"
#define REDAKSI_FIELD_TAGS         "tags"         /* ["Pilkada",…] */
#define REDAKSI_FIELD_SLUG         "slug"
#define REDAKSI_FIELD_EXCERPT      "excerpt"
#define REDAKSI_FIELD_EMBARGO      "embargo"      /* RFC 3339, UTC: public nowhere before it */
#define REDAKSI_FIELD_LANGUAGE     "language"     /* BCP 47: id, en */
#define REDAKSI_FIELD_TARGET_LENGTH "target-length" /* words that it is to have; readers don't see it */

#define REDAKSI_MOST_WORDS 100000

typedef struct _RedaksiArticle RedaksiArticle;

#define REDAKSI_TYPE_ARTICLE (redaksi_article_get_type ())
GType redaksi_article_get_type (void);

RedaksiArticle *redaksi_article_new          (const char *id);
RedaksiArticle *redaksi_article_ref          (RedaksiArticle *self);
void            redaksi_article_unref        (RedaksiArticle *self);

const char     *redaksi_article_get_id       (const RedaksiArticle *self);
RedaksiBody    *redaksi_article_get_body     (const RedaksiArticle *self);
const char     *redaksi_article_get_field    (const RedaksiArticle *self, const char *name);
const char     *redaksi_article_peek_field   (const RedaksiArticle *self, const char *name);
guint           redaksi_article_get_n_fields (const RedaksiArticle *self);
const char     *redaksi_article_get_nth_field (const RedaksiArticle *self, guint i, const char **value);
GPtrArray      *redaksi_article_get_bylines  (const RedaksiArticle *self);
GStrv           redaksi_article_get_tags     (const RedaksiArticle *self);
guint           redaksi_article_get_target_length (const RedaksiArticle *self); /* 0: none */
GPtrArray      *redaksi_article_get_photos   (const RedaksiArticle *self);

RedaksiArticle *redaksi_article_with_field   (RedaksiArticle *self, const char *name, const char *value);
RedaksiArticle *redaksi_article_with_body    (RedaksiArticle *self, RedaksiBody *body);
RedaksiArticle *redaksi_article_with_bylines (RedaksiArticle *self, GPtrArray *bylines);
RedaksiArticle *redaksi_article_with_tags    (RedaksiArticle *self, const char *const *tags);
RedaksiArticle *redaksi_article_with_id      (RedaksiArticle *self, const char *id);

char           *redaksi_bylines_to_field     (GPtrArray *bylines);
char           *redaksi_tags_to_field        (const char *const *tags);
gboolean        redaksi_field_name_is_valid  (const char *name);

gboolean        redaksi_article_equal        (const RedaksiArticle *a, const RedaksiArticle *b);

/* redaksi-article-json.c */
char           *redaksi_article_to_json      (const RedaksiArticle *self);
RedaksiArticle *redaksi_article_from_json    (const char *json, gsize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiArticle, redaksi_article_unref)

G_END_DECLS
