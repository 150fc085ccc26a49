/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct _FakeServer
{
  int fd;
  guint16 port;
  GThread *thread;
  GMutex lock;
  GPtrArray *requests; /* (char *) */
  GArray *clients;     /* int */
  GPtrArray *threads;
  FakeHandler handler;
  gpointer data;
};

typedef struct
{
  FakeServer *server;
  int fd;
} Client;

static GString *
read_head (int fd)
{
  g_autoptr (GString) head = g_string_new (NULL);
  char c;

  while (recv (fd, &c, 1, 0) == 1)
    {
      g_string_append_c (head, c);
      if (g_str_has_suffix (head->str, "\r\n\r\n"))
        return g_steal_pointer (&head);
    }
  return NULL;
}

char *
fake_server_read_body (int fd, gsize length)
{
  g_autofree char *body = g_malloc0 (length + 1);
  gsize got = 0;

  while (got < length)
    {
      gssize n = recv (fd, body + got, length - got, 0);
      if (n <= 0)
        return NULL;
      got += (gsize)n;
    }
  return g_steal_pointer (&body);
}

static gpointer
client_thread (gpointer data)
{
  Client *client = data;
  FakeServer *self = client->server;
  gboolean go_on = TRUE;

  while (go_on)
    {
      g_autoptr (GString) head = read_head (client->fd);
      const char *length;
      guint n;

      if (head == NULL)
        break;
      length = strcasestr (head->str, "\r\nContent-Length: ");
      if (length != NULL && strcasestr (head->str, "\r\nExpect: ") == NULL)
        {
          gsize size = strtoul (length + strlen ("\r\nContent-Length: "), NULL, 10);
          g_autofree char *body = fake_server_read_body (client->fd, size);
          if (body == NULL)
            break;
          g_string_append (head, body);
        }
      g_mutex_lock (&self->lock);
      n = self->requests->len;
      g_ptr_array_add (self->requests, g_strdup (head->str));
      g_mutex_unlock (&self->lock);
      go_on = self->handler (self, client->fd, n, self->data);
    }
  shutdown (client->fd, SHUT_RDWR);
  g_free (client);
  return NULL;
}

static gpointer
accept_thread (gpointer data)
{
  FakeServer *self = data;
  int fd;

  while ((fd = accept (self->fd, NULL, NULL)) >= 0)
    {
      Client *client = g_new0 (Client, 1);
      client->server = self;
      client->fd = fd;
      g_mutex_lock (&self->lock);
      g_array_append_val (self->clients, fd);
      g_ptr_array_add (self->threads, g_thread_new ("fake-client", client_thread, client));
      g_mutex_unlock (&self->lock);
    }
  return NULL;
}

FakeServer *
fake_server_new (FakeHandler handler, gpointer data)
{
  FakeServer *self = g_new0 (FakeServer, 1);
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  self->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  g_assert_cmpint (listen (self->fd, 64), ==, 0);
  g_assert_cmpint (getsockname (self->fd, (struct sockaddr *)&address, &length), ==, 0);
  self->port = ntohs (address.sin_port);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->clients = g_array_new (FALSE, FALSE, sizeof (int));
  self->threads = g_ptr_array_new ();
  self->handler = handler;
  self->data = data;
  g_mutex_init (&self->lock);
  self->thread = g_thread_new ("fake-server", accept_thread, self);
  return self;
}

void
fake_server_free (FakeServer *self)
{
  shutdown (self->fd, SHUT_RDWR);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->clients->len; i++)
    shutdown (g_array_index (self->clients, int, i), SHUT_RDWR);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));
  for (guint i = 0; i < self->clients->len; i++)
    close (g_array_index (self->clients, int, i));
  close (self->fd);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->threads);
  g_array_unref (self->clients);
  g_mutex_clear (&self->lock);
  g_free (self);
}

char *
fake_server_get_url (FakeServer *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

guint
fake_server_count (FakeServer *self, const char *method)
{
  guint n = 0;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->requests->len; i++)
    if (method == NULL || g_str_has_prefix (g_ptr_array_index (self->requests, i), method))
      n++;
  g_mutex_unlock (&self->lock);
  return n;
}

guint
fake_server_count_connections (FakeServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->clients->len;
  g_mutex_unlock (&self->lock);
  return n;
}

char *
fake_server_get_request (FakeServer *self, guint n)
{
  char *request;

  g_mutex_lock (&self->lock);
  request = n < self->requests->len ? g_strdup (g_ptr_array_index (self->requests, n)) : NULL;
  g_mutex_unlock (&self->lock);
  return request;
}

gboolean
fake_server_write (int fd, const void *data, gssize length)
{
  const char *p = data;
  gsize left = length >= 0 ? (gsize)length : strlen (data);

  while (left > 0)
    {
      gssize n = send (fd, p, left, MSG_NOSIGNAL);
      if (n <= 0)
        return FALSE;
      p += n;
      left -= (gsize)n;
    }
  return TRUE;
}

gboolean
fake_server_reply (int fd, const char *status, const char *headers, const char *body)
{
  g_autofree char *text = g_strdup_printf (
    "HTTP/1.1 %s\r\nContent-Type: application/json\r\n%sContent-Length: %" G_GSIZE_FORMAT
    "\r\n\r\n%s",
    status, headers != NULL ? headers : "", strlen (body), body);

  return fake_server_write (fd, text, -1);
}

gboolean
fake_server_echo (FakeServer *self, int fd, guint n, gpointer data)
{
  return fake_server_reply (fd, "200 OK", NULL, data);
}

RedaksiServer *
fake_server_connect (FakeServer *fake, const char *way)
{
  g_autofree char *url = fake_server_get_url (fake, "/");
  g_autofree char *api = fake_server_get_url (fake, way);
  g_autoptr (RedaksiSite) site
    = g_object_new (REDAKSI_TYPE_SITE, "url", url, "api", api, "user", "bayu", NULL);

  return redaksi_server_new_for_site (site, FAKE_PASSWORD);
}

DexFuture *
fake_create (RedaksiServer *server)
{
  g_autoptr (RedaksiPost) post = redaksi_post_new ();

  post->marker = g_strdup ("m");
  post->status = g_strdup ("draft");
  post->title = g_strdup ("a");
  post->content = g_strdup ("b");
  return redaksi_server_put_post (server, post, NULL);
}

DexFuture *
fake_update (RedaksiServer *server, const char *status)
{
  g_autoptr (RedaksiPost) post = redaksi_post_new ();

  post->remote_id = g_strdup ("7");
  post->status = g_strdup (status);
  return redaksi_server_put_post (server, post, NULL);
}

GBytes *
fake_new_photo (gsize size)
{
  char *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (char)('a' + i % 23);
  memcpy (data, "\xff\xd8\xff", 3);
  return g_bytes_new_take (data, size);
}

DexFuture *
fake_upload (RedaksiServer *server, gsize size, GCancellable *cancellable)
{
  g_autoptr (GBytes) bytes = fake_new_photo (size);

  return redaksi_server_upload_photo (server, "m", bytes, "Rapat “Kukar”", "c", "d", NULL, NULL,
                                      cancellable);
}
