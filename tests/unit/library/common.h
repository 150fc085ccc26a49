/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "redaksi-library.h"

/* A library in a folder of its own, open; gone with the folder in the end. */
typedef struct
{
  char *folder;
  RedaksiLibrary *library;
} Fixture;

int             common_init     (int argc, char **argv);
void            common_set_up   (Fixture *fixture, gconstpointer data);
void            common_tear_down (Fixture *fixture, gconstpointer data);
void            common_open     (Fixture *fixture);
void            common_close    (Fixture *fixture);
char           *common_path     (Fixture *fixture, const char *name);

#define common_add(name, function)                                                                \
  g_test_add (name, Fixture, NULL, common_set_up, function, common_tear_down)

/* Takes the future, lets the main loop run until it is done, and hands out what it holds. */
void            await_true      (DexFuture *future);
gpointer        await_object    (DexFuture *future);
gpointer        await_boxed     (DexFuture *future);
char           *await_string    (DexFuture *future);
guint           await_uint      (DexFuture *future);
void            await_error     (DexFuture *future, GQuark domain, int code);
char           *await_message   (DexFuture *future, GQuark domain, int code);
void            spin            (void);

#define await_library_error(future, code) await_error (future, REDAKSI_LIBRARY_ERROR, code)

RedaksiArticle *make_article    (const char *headline, const char *text);
char           *add_article     (Fixture *fixture, const char *headline, const char *text);
void            type            (RedaksiDocument *document, const char *text);
char           *body_text       (RedaksiArticle *article);
GArray         *query           (Fixture *fixture, guint states, const char *words);
void            sql             (Fixture *fixture, const char *text);
gint64          sql_int         (Fixture *fixture, const char *text);
