/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libsoup/soup.h>

#include "redaksi-json.h"
#include "redaksi-press.h"

G_BEGIN_DECLS

struct _RedaksiPress
{
  GObject parent_instance;

  RedaksiPressStore *store;
  SoupServer *server;
  char *listen;
  guint port;
  char *url; /* the site's, with the closing slash */
  char *api;
  char *public_url;
  char *name;
  char *tagline;
  char *language;
  char *time_zone;
  GTimeZone *zone;
  guint64 max_upload;
  GArray *follow;    /* of RedaksiFollowLink, texts owned */
  GHashTable *live;  /* SoupServerMessage → its deadline's source id */
};

#define SECOND       G_USEC_PER_SEC
#define JSON_LIMIT   (8 * 1024 * 1024)
#define UPLOAD_LIMIT (32 * 1024 * 1024)

/* What a role may do; the words are WordPress's capabilities. */
typedef enum
{
  MAY_EDIT           = 1 << 0, /* write own posts */
  MAY_PUBLISH        = 1 << 1,
  MAY_EDIT_PUBLISHED = 1 << 2,
  MAY_EDIT_OTHERS    = 1 << 3,
  MAY_UPLOAD         = 1 << 4,
  MAY_MANAGE_TERMS   = 1 << 5,
  MAY_MANAGE_SITE    = 1 << 6,
} RedaksiPressRights;

/* One request to the API, read. */
typedef struct
{
  RedaksiPress *press;
  SoupServerMessage *message;
  const char *method;
  GHashTable *query; /* name → GPtrArray of text; "ids[]" is "ids" */
  GHashTable *form;
  yyjson_doc *json;
  gint64 user;       /* 0: nobody */
  char *user_name;
  char *role;
  RedaksiPressRights rights;
} RedaksiPressRequest;

/* redaksi-press-request.c */
RedaksiPressRequest *_redaksi_press_request_new (RedaksiPress *press, SoupServerMessage *message);
void        _redaksi_press_request_free      (RedaksiPressRequest *self);
gboolean    _redaksi_press_request_read_body (RedaksiPressRequest *self);
gboolean    _redaksi_press_request_has       (RedaksiPressRequest *self, const char *name);
char       *_redaksi_press_request_text      (RedaksiPressRequest *self, const char *name);
gint64      _redaksi_press_request_int       (RedaksiPressRequest *self, const char *name, gint64 fallback);
gboolean    _redaksi_press_request_flag      (RedaksiPressRequest *self, const char *name);
GStrv       _redaksi_press_request_list      (RedaksiPressRequest *self, const char *name);
gboolean    _redaksi_press_request_may       (RedaksiPressRequest *self, RedaksiPressRights rights);
gboolean    _redaksi_press_request_wants_edit (RedaksiPressRequest *self);
void        _redaksi_press_request_sign_in   (RedaksiPressRequest *self);
GHashTable *_redaksi_press_parse_query       (const char *query);
const char *_redaksi_press_query_first       (GHashTable *query, const char *name);
RedaksiPressRights _redaksi_press_role_rights (const char *role);
gboolean    _redaksi_press_peer_is_local     (SoupServerMessage *message);

/* redaksi-press-reply.c */
void        _redaksi_press_reply        (RedaksiPressRequest *self, guint status, yyjson_mut_doc *doc);
void        _redaksi_press_reply_error  (RedaksiPressRequest *self, guint status, const char *code,
                                         const char *message);
void        _redaksi_press_reply_denied (RedaksiPressRequest *self, const char *code, const char *message);
void        _redaksi_press_reply_bad_param (RedaksiPressRequest *self, const char *name, const char *message);
void        _redaksi_press_reply_number (RedaksiPressRequest *self, guint status, const char *code,
                                         const char *message, const char *key, gint64 number);
void        _redaksi_press_reply_pages  (RedaksiPressRequest *self, gint64 total, gint64 per_page);
void        _redaksi_press_set_header   (RedaksiPressRequest *self, const char *name, const char *value);
void        _redaksi_press_add_link     (yyjson_mut_doc *doc, yyjson_mut_val *links, const char *rel, const char *href);
char *_redaksi_press_render_text (const char *html);
void        _redaksi_press_add_rendered (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key,
                                         const char *raw, const char *rendered, gboolean with_raw);
void        _redaksi_press_reply_page   (RedaksiPress *self, SoupServerMessage *message, guint status,
                                         const char *type, char *text);
char       *_redaksi_press_local_time   (RedaksiPress *self, gint64 seconds);
char       *_redaksi_press_gmt_time     (gint64 seconds);

/* The routes: @rest is what follows the collection's name ("" or "7"). */
void _redaksi_press_api_handle (RedaksiPress *self, SoupServerMessage *message, const char *route);
void _redaksi_press_api_posts  (RedaksiPressRequest *self, const char *rest);
void _redaksi_press_api_media  (RedaksiPressRequest *self, const char *rest);
void _redaksi_press_api_terms  (RedaksiPressRequest *self, const char *kind, const char *rest);
void _redaksi_press_api_users  (RedaksiPressRequest *self, const char *rest);

/* redaksi-press-public.c */
void  _redaksi_press_public_handle (RedaksiPress *self, SoupServerMessage *message, const char *path);
void  _redaksi_press_not_found     (RedaksiPress *self, SoupServerMessage *message);
char *_redaksi_press_media_url     (RedaksiPress *self, gint64 id, const char *name);

G_END_DECLS
