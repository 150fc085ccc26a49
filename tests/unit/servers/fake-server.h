/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-server.h"

G_BEGIN_DECLS

/*
 * FakeServer: a server of raw sockets on this machine that does what real ones do when they go
 * wrong. Each connection has a thread; each request that has come in whole (with its body, unless
 * it said "Expect") is written down and then answered by the handler.
 */
typedef struct _FakeServer FakeServer;

/* Returns whether the connection goes on. @n counts the requests of all connections from 0. */
typedef gboolean (*FakeHandler) (FakeServer *server, int fd, guint n, gpointer data);

FakeServer *fake_server_new (FakeHandler handler, gpointer data);
void fake_server_free (FakeServer *server);
char *fake_server_get_url (FakeServer *server, const char *path);
guint fake_server_count (FakeServer *server, const char *method);
guint fake_server_count_connections (FakeServer *server); /* whether anything was said or not */
char *fake_server_get_request (FakeServer *server, guint n); /* head and body as they came */
gboolean fake_server_write (int fd, const void *data, gssize length);
gboolean fake_server_reply (int fd, const char *status, const char *headers, const char *body);
char *fake_server_read_body (int fd, gsize length);
gboolean fake_server_echo (FakeServer *server, int fd, guint n,
                           gpointer data); /* 200 and @data, always */

/* A client that is sent to it: @way is "/wp-json/" or "/?rest_route=/" */
#define FAKE_PASSWORD "abcd efgh ijkl mnop"
RedaksiServer *fake_server_connect (FakeServer *server, const char *way);

/* What tests do with it: post 7, marker "m", picture 9 */
#define FAKE_POST                                                                                  \
  "{\"id\":7,\"status\":\"draft\",\"slug\":\"rdk-m\",\"title\":{\"raw\":\"a\"},\"content\":"       \
  "{\"raw\":\"b\"}}"
#define FAKE_PHOTO                                                                                 \
  "{\"id\":9,\"slug\":\"rdk-m\",\"source_url\":\"http://127.0.0.1/a.jpg\",\"media_details\":{}}"
DexFuture *fake_create (RedaksiServer *server);
DexFuture *fake_update (RedaksiServer *server, const char *status);
DexFuture *fake_upload (RedaksiServer *server, gsize size, GCancellable *cancellable);
GBytes *fake_new_photo (gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeServer, fake_server_free)

G_END_DECLS
