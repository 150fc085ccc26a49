/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-page.h"
#include "redaksi-press-store.h"

G_BEGIN_DECLS

/*
 * RedaksiPress: the embedded publishing server. It speaks the part of the WordPress REST API that
 * Redaksi's client uses, with the same statuses and error codes, and serves the public pages through
 * the page room. Everything runs on the thread that started it; a request is answered at once.
 *
 * What it promises: posts and media are durable before they are acknowledged. What was sent as
 * content is kept as it was sent and read back so; what readers see has been through the article
 * model, so no markup of a post reaches a page.
 */

typedef struct
{
  const char              *listen;     /* an address of this machine; NULL: loopback */
  guint                    port;       /* 0: that of the last start, else any that is free */
  const char              *public_url; /* NULL: made of address and port */
  const char              *name;
  const char              *tagline;
  const char              *language;   /* BCP 47 */
  const char              *time_zone;  /* Olson name; NULL: this computer's */
  const RedaksiFollowLink *follow;
  guint                    n_follow;
  guint64                  max_upload; /* bytes of one photo; 0: the default */
} RedaksiPressOptions;

#define REDAKSI_TYPE_PRESS (redaksi_press_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiPress, redaksi_press, REDAKSI, PRESS, GObject)

/* The store is borrowed and must outlive the press. */
RedaksiPress *redaksi_press_new     (RedaksiPressStore *store, const RedaksiPressOptions *options);
gboolean      redaksi_press_start   (RedaksiPress *self, GError **error);
/* Hangs up on everybody and listens no more */
void          redaksi_press_stop    (RedaksiPress *self);
const char   *redaksi_press_get_url (RedaksiPress *self);
const char   *redaksi_press_get_api (RedaksiPress *self);
guint         redaksi_press_get_port (RedaksiPress *self);

G_END_DECLS
