/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-server.h"
#include "redaksi-transport-private.h"

G_BEGIN_DECLS

/* Ghost's JSON. Pure. What is said of it here was read off Ghost 6.65 and 5.130. */

/* Internal tags of ours: readers never see them. */
#define REDAKSI_GHOST_NO_SECTION                                                                   \
  "#redaksi-no-section"                        /* the first public tag is a tag like others */
#define REDAKSI_GHOST_REVIEW "#redaksi-review" /* a draft that was submitted */
/* What Ghost calls a post without a title. */
#define REDAKSI_GHOST_UNTITLED "(Untitled)"

/* A post as Ghost has it, with what an update has to give back. */
typedef struct
{
  RedaksiPost *post;
  char *lexical;    /* nullable: an old one of another format */
  char *updated_at; /* as it was said: an update names it */
  char **internal;  /* ids of internal tags that are not ours */
} RedaksiGhostPost;

typedef struct
{
  char *name;
  char *tagline;
  char *url;
  char *time_zone;
} RedaksiGhostSite;

typedef struct
{
  char *type;
  char *message; /* with its context */
} RedaksiGhostError;

typedef enum
{
  REDAKSI_GHOST_READ,
  REDAKSI_GHOST_LOOKUP, /* NOT_FOUND is an answer */
  REDAKSI_GHOST_WRITE,
  REDAKSI_GHOST_UPLOAD,
} RedaksiGhostTask;

/* redaksi-ghost-codec.c */
RedaksiGhostPost *redaksi_ghost_read_post (GBytes *body, GError **error);
GPtrArray *redaksi_ghost_read_listing (GBytes *body, guint *n_pages, GError **error);
/* Of GET site/: FALSE: that is no Ghost */
gboolean redaksi_ghost_read_site (GBytes *body, RedaksiGhostSite *site);
/* Of GET settings/: nullable */
char *redaksi_ghost_read_setting (GBytes *body, const char *key);
/* Of GET or POST tags/: the id of the one that is called so, nullable; @readable: (out): whether
 * they are tags */
char *redaksi_ghost_read_tag (GBytes *body, const char *name, gboolean *readable);
/* Of GET tags/: the names in the order of @ids; NULL: these are no tags */
GStrv redaksi_ghost_read_names (GBytes *body, const char *const *ids);
/* Of POST images/upload/: where the picture is, nullable */
char *redaksi_ghost_read_image (GBytes *body);
/* Of GET users/: the ids of those who are called so */
GStrv redaksi_ghost_read_authors (GBytes *body, const char *const *names);
/* Of GET users/me/ with the roles; FALSE: that is nobody */
gboolean redaksi_ghost_read_user (GBytes *body, char **id, char **name, char **role);
/* FALSE: it is no error of Ghost's */
gboolean redaksi_ghost_read_error (GBytes *body, RedaksiGhostError *error);
/* @post: nullable */
void redaksi_ghost_post_free (RedaksiGhostPost *post);
/* Frees what is in it */
void redaksi_ghost_site_clear (RedaksiGhostSite *site);
/* Frees what is in it */
void redaksi_ghost_error_clear (RedaksiGhostError *error);

/* redaksi-ghost-write.c */
/* The slug that a create carries */
char *redaksi_ghost_slug (const char *marker);
char *redaksi_ghost_token (const char *key, gint64 now);
GBytes *redaksi_ghost_write_post (const RedaksiPost *post, const RedaksiGhostPost *there,
                                  char *const *authors);
/* The body of a POST to tags/ */
GBytes *redaksi_ghost_write_tag (const char *name);
GBytes *redaksi_ghost_write_upload (GBytes *photo, const char *name, const char *type,
                                    char **content_type);
char *redaksi_ghost_quote (const char *text);

/* redaksi-ghost-trouble.c */
GError *redaksi_ghost_trouble (const RedaksiReply *reply, RedaksiGhostTask task, guint64 size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RedaksiGhostPost, redaksi_ghost_post_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RedaksiGhostSite, redaksi_ghost_site_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RedaksiGhostError, redaksi_ghost_error_clear)

G_END_DECLS
