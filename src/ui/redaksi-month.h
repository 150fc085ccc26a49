/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <adwaita.h>

G_BEGIN_DECLS

/*
 * RedaksiMonth: the days of a month, one of them chosen, with a number on those that have something.
 * A day is its Julian number (GDate). The arrows go by days and weeks, Home and End to the first and
 * the last of the month, Page Up and Page Down by months; so the month that is shown is always the
 * one of the chosen day. Of the days only the chosen one is on the way of Tab.
 *
 * Signals: "chosen" (): another day is; "activated" (): Return on it.
 */
#define REDAKSI_TYPE_MONTH (redaksi_month_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiMonth, redaksi_month, REDAKSI, MONTH, AdwBin)

GtkWidget *redaksi_month_new        (void); /* today’s, with nothing on its days */
guint      redaksi_month_get_day    (RedaksiMonth *self); /* the chosen one */
void       redaksi_month_set_day    (RedaksiMonth *self, guint day); /* tells "chosen" where it is another */
void       redaksi_month_set_today  (RedaksiMonth *self, guint day); /* marks it */
void       redaksi_month_set_counts (RedaksiMonth *self, GHashTable *counts); /* day → how many, both as pointers */
void       redaksi_month_move       (RedaksiMonth *self, int months);
void       redaksi_month_focus      (RedaksiMonth *self); /* the keyboard to the chosen day */
char      *redaksi_month_dup_text   (guint day, const char *format); /* see g_date_time_format() */

G_END_DECLS
