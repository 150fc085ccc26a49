/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-post.h"
#include "redaksi-transport-private.h"

G_BEGIN_DECLS

/*
 * What WordPress says and wants to hear, as pure functions between bytes and values. Every reader
 * takes hostile bytes: strict JSON of capped depth, the expected root, ids that are whole numbers
 * above zero; anything else is an error and never half a value.
 */

typedef struct
{
  char *name;
  char *tagline;
  char *home;             /* nullable */
  char *time_zone;        /* nullable: Olson name or "+08:00" */
  gboolean has_posts;     /* the namespace wp/v2 is there */
  gboolean has_passwords; /* offers application passwords */
} RedaksiWordpressRoot;

typedef struct
{
  gint64 id;
  char *name;
  char *role;   /* nullable */
  char *locale; /* nullable: BCP 47 */
  gboolean may_write;
  gboolean may_publish;
} RedaksiWordpressPerson;

typedef struct
{
  char *code;     /* never NULL */
  char *message;  /* nullable: the server's words, plain text */
  gint64 term_id; /* 0: none */
} RedaksiWordpressError;

void redaksi_wordpress_root_clear (RedaksiWordpressRoot *root);       /* frees what is in it */
void redaksi_wordpress_person_clear (RedaksiWordpressPerson *person); /* frees what is in it */
void redaksi_wordpress_error_clear (RedaksiWordpressError *error);    /* frees what is in it */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RedaksiWordpressRoot, redaksi_wordpress_root_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RedaksiWordpressPerson, redaksi_wordpress_person_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RedaksiWordpressError, redaksi_wordpress_error_clear)

/* In */
gboolean redaksi_wordpress_read_root (GBytes *body, RedaksiWordpressRoot *root, GError **error);
gboolean redaksi_wordpress_read_person (GBytes *body, RedaksiWordpressPerson *person,
                                        GError **error);
gboolean redaksi_wordpress_read_error (GBytes *body, RedaksiWordpressError *what);
RedaksiPost *redaksi_wordpress_read_post (GBytes *body, GError **error);
RedaksiPost *redaksi_wordpress_read_posts (GBytes *body, const char *slug, GError **error);
RedaksiRemotePhoto *redaksi_wordpress_read_photo (GBytes *body, char **slug, GError **error);
RedaksiRemotePhoto *redaksi_wordpress_read_photos (GBytes *body, const char *slug, GError **error);
gint64 redaksi_wordpress_read_terms (GBytes *body, const char *name, guint *n, GError **error);
GPtrArray *redaksi_wordpress_read_listing (GBytes *body, GError **error);
GStrv redaksi_wordpress_read_names (GBytes *body, const char *const *ids, GError **error);
GStrv redaksi_wordpress_read_slugs (GBytes *body, const char *slug, GError **error);
gint64 redaksi_wordpress_read_id (GBytes *body, GError **error);
char *redaksi_wordpress_read_language (GBytes *body);

/* Pages and headers */
char *redaksi_wordpress_find_api (const char *link_header);
char *redaksi_wordpress_find_page_api (const char *html, gsize length);
char *redaksi_wordpress_find_page_lang (const char *html, gsize length);

/* Out */
char *redaksi_wordpress_slug (const char *marker);
GBytes *redaksi_wordpress_write_post (const RedaksiPost *post);
GBytes *redaksi_wordpress_write_members (const char *name, ...) G_GNUC_NULL_TERMINATED;
char *redaksi_wordpress_escape (const char *text);

/* redaksi-wordpress-trouble.c: what a reply that is no success means, in a sentence */
typedef enum
{
  REDAKSI_WORDPRESS_READ,   /* is there a WordPress, and who are we there? */
  REDAKSI_WORDPRESS_LOOKUP, /* is this there? Only WordPress itself may say no */
  REDAKSI_WORDPRESS_WRITE,
  REDAKSI_WORDPRESS_UPLOAD,
  REDAKSI_WORDPRESS_SECTION,
  REDAKSI_WORDPRESS_TAG,
} RedaksiWordpressTask;

GError *redaksi_wordpress_trouble (const RedaksiReply *reply, RedaksiWordpressTask task,
                                   const char *what, guint64 size);

G_END_DECLS
