/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>

#include "redaksi-library.h"
#include "redaksi-outbox.h"
#include "redaksi-photo-store.h"
#include "redaksi-speller.h"
#include "redaksi-stationery.h"

G_BEGIN_DECLS

/*
 * RedaksiServices: what the widgets work with. The application makes the services and hands them
 * over in this one object; widgets make none themselves. It also keeps what several widgets show:
 * the sites and the counts of the shelves.
 *
 * Signals: "counts-changed" (), "sites-changed" () after the lists here are new;
 * "speller-changed" () when other languages were chosen;
 * "sheets-changed" () when templates, snippets or captions are others.
 */
#define REDAKSI_TYPE_SERVICES (redaksi_services_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiServices, redaksi_services, REDAKSI, SERVICES, GObject)

RedaksiServices   *redaksi_services_new          (RedaksiLibrary *library, RedaksiPhotoStore *photos,
                                                  RedaksiOutbox *outbox, RedaksiSpeller *speller,
                                                  GSettings *settings); /* @speller may be NULL */
RedaksiLibrary    *redaksi_services_get_library  (RedaksiServices *self);
RedaksiPhotoStore *redaksi_services_get_photos   (RedaksiServices *self);
RedaksiOutbox     *redaksi_services_get_outbox   (RedaksiServices *self);
RedaksiSpeller    *redaksi_services_get_speller  (RedaksiServices *self);
void               redaksi_services_set_speller  (RedaksiServices *self, RedaksiSpeller *speller); /* tells "speller-changed" */
GSettings         *redaksi_services_get_settings (RedaksiServices *self);

GListModel        *redaksi_services_get_sites    (RedaksiServices *self); /* of RedaksiSite */
RedaksiSite       *redaksi_services_find_site    (RedaksiServices *self, const char *id);
RedaksiSite       *redaksi_services_default_site (RedaksiServices *self);
guint              redaksi_services_count        (RedaksiServices *self, guint states);
guint              redaksi_services_count_outbox (RedaksiServices *self); /* pushes that are not at their end */
guint              redaksi_services_count_trash  (RedaksiServices *self);
GPtrArray         *redaksi_services_get_sheets   (RedaksiServices *self, RedaksiSheetKind kind); /* of RedaksiSheet */
DexFuture         *redaksi_services_set_sheets   (RedaksiServices *self, RedaksiSheetKind kind,
                                                  GPtrArray *sheets); /* → gboolean; tells "sheets-changed" once they are kept */
void               redaksi_services_refresh      (RedaksiServices *self); /* asks the library again */

G_END_DECLS
