/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

#include "redaksi-services.h"

G_BEGIN_DECLS

/*
 * RedaksiCalendar: what goes out at an hour that was set: a month with how much there is on each day,
 * and below it the chosen day's articles. Days and hours are those of the site's clock, for readers
 * are there; what no site has yet says so.
 *
 * Signals: "open" (char *article_id), "filled" (): how many there are may be another number now.
 */
#define REDAKSI_TYPE_CALENDAR (redaksi_calendar_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiCalendar, redaksi_calendar, REDAKSI, CALENDAR, AdwBin)

void  redaksi_calendar_set_services (RedaksiCalendar *self, RedaksiServices *services); /* once */
guint redaksi_calendar_get_n        (RedaksiCalendar *self);
void  redaksi_calendar_focus        (RedaksiCalendar *self); /* the keyboard to the chosen day */

G_END_DECLS
