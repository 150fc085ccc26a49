/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-server.h"

G_BEGIN_DECLS

/*
 * FakeHouse: a publishing server in memory that does what it is told to get wrong. It outlives the
 * clients (FakeServer) that are made for it, as a real one outlives a crash of ours.
 */
typedef enum
{
  FAULT_NONE,
  FAULT_OFFLINE,   /* nothing was done */
  FAULT_BROKEN,    /* nothing was done; a page instead of an answer */
  FAULT_LOST,      /* nothing was done, and nobody can know */
  FAULT_UNCLEAR,   /* all was done, and nobody can know */
  FAULT_HANG,      /* nothing was done, and no answer ever comes */
  FAULT_HANG_DONE, /* all was done, and no answer ever comes */
  FAULT_LAST = FAULT_HANG_DONE,
} Fault;

typedef struct
{
  GPtrArray *posts;  /* of RedaksiPost; a removed one has the status "gone" */
  GPtrArray *photos; /* of FakePhoto */
  GPtrArray *terms;  /* "kind:name"; the id is the place from 1 */
  guint n_calls;
  guint n_writes;
  guint next_id;
  guint clock; /* for modified */

  char *password;
  gboolean may_publish;
  const char *deny;    /* a call's name that is FORBIDDEN */
  const char *stuck;   /* marker of an article that never gets an answer */
  gboolean drops_tags; /* says yes and leaves the tags out */
  gboolean keeps_pending;
  gint64 ahead;      /* of this computer's clock, in microseconds */
  gboolean timeless; /* never tells its time */
  const char *page;  /* what readers get; NULL: the post */
  int page_error;    /* a RedaksiServerError from 1; 0: readers get the page */

  Fault (*fault) (guint call, const char *name, gpointer data);
  gpointer fault_data;
} FakeHouse;

typedef struct
{
  char *marker;
  guint id;
  GBytes *bytes;
  char *title;
  char *caption;
  char *credit;
  char *alt;
  gboolean gone;
} FakePhoto;

FakeHouse *fake_house_new (void);
void fake_house_free (FakeHouse *house);
guint fake_house_count_posts (FakeHouse *house);
guint fake_house_count_photos (FakeHouse *house);
RedaksiPost *fake_house_get_post (FakeHouse *house, guint place);
void fake_house_touch (FakeHouse *house, RedaksiPost *post);
RedaksiServer *fake_server_new (RedaksiSite *site, const char *password, gpointer house);

G_END_DECLS
