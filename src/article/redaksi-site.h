/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

G_BEGIN_DECLS

/*
 * What the rooms above share about publishing: the states of an article, the intents of a push, and
 * RedaksiSite, a publishing server that an account is set up for. The password is not part of it.
 */

typedef enum
{
  REDAKSI_STATE_DRAFT,
  REDAKSI_STATE_SUBMITTED,
  REDAKSI_STATE_CHANGES_REQUESTED,
  REDAKSI_STATE_APPROVED,
  REDAKSI_STATE_SCHEDULED,
  REDAKSI_STATE_PUBLISHED,
  REDAKSI_STATE_CORRECTED,
  REDAKSI_STATE_WITHDRAWN,
} RedaksiState;

#define REDAKSI_STATE_LAST REDAKSI_STATE_WITHDRAWN

typedef enum
{
  REDAKSI_INTENT_DRAFT,
  REDAKSI_INTENT_SUBMIT,
  REDAKSI_INTENT_PUBLISH,
  REDAKSI_INTENT_SCHEDULE,
  REDAKSI_INTENT_UPDATE,
  REDAKSI_INTENT_UNPUBLISH,
} RedaksiIntent;

#define REDAKSI_INTENT_LAST REDAKSI_INTENT_UNPUBLISH

const char *redaksi_state_to_string    (RedaksiState state);
gboolean    redaksi_state_from_string  (const char *text, RedaksiState *state);
const char *redaksi_intent_to_string   (RedaksiIntent intent);
gboolean    redaksi_intent_from_string (const char *text, RedaksiIntent *intent);

/* Properties, all construct-only text but "may-publish": "id" (UUID), "name" (what people call it),
 * "kind" ("wordpress", which the practice site speaks too, or "ghost"), "url" (base address with the closing slash),
 * "api" (REST root as discovered), "user", "user-name" (as the site shows it), "role",
 * "language" (BCP 47), "time-zone" (Olson name or "+08:00"), "tagline",
 * "may-publish" (gboolean), "practice" (gboolean: the embedded press that Redaksi starts itself),
 * "theme-captions" (gboolean: the theme shows the lead photo's caption itself). */
#define REDAKSI_TYPE_SITE (redaksi_site_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiSite, redaksi_site, REDAKSI, SITE, GObject)

const char *redaksi_site_get_id          (RedaksiSite *self);
const char *redaksi_site_get_name        (RedaksiSite *self);
const char *redaksi_site_get_kind        (RedaksiSite *self);
const char *redaksi_site_get_url         (RedaksiSite *self);
const char *redaksi_site_get_api         (RedaksiSite *self);
const char *redaksi_site_get_user        (RedaksiSite *self);
const char *redaksi_site_get_user_name   (RedaksiSite *self);
const char *redaksi_site_get_role        (RedaksiSite *self);
const char *redaksi_site_get_language    (RedaksiSite *self);
const char *redaksi_site_get_time_zone   (RedaksiSite *self);
const char *redaksi_site_get_tagline     (RedaksiSite *self);
gboolean    redaksi_site_get_may_publish (RedaksiSite *self);
gboolean    redaksi_site_get_practice    (RedaksiSite *self);
gboolean    redaksi_site_get_theme_captions (RedaksiSite *self);

/* The site with some properties changed: pairs of a name and a value as for g_object_new(), then NULL */
RedaksiSite *redaksi_site_with           (RedaksiSite *self, const char *property, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
