/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-server.h"

#include <string.h>

#define FAKE_TYPE_SERVER (fake_server_get_type ())
G_DECLARE_FINAL_TYPE (FakeServer, fake_server, FAKE, SERVER, GObject)

struct _FakeServer
{
  GObject parent_instance;

  RedaksiSite *site;
  char *password;
  FakeHouse *house;
};

static void server_init (RedaksiServerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeServer, fake_server, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (REDAKSI_TYPE_SERVER, server_init))

static void
photo_free (gpointer data)
{
  FakePhoto *photo = data;

  g_free (photo->marker);
  g_bytes_unref (photo->bytes);
  g_free (photo->title);
  g_free (photo->caption);
  g_free (photo->credit);
  g_free (photo->alt);
  g_free (photo);
}

FakeHouse *
fake_house_new (void)
{
  FakeHouse *house = g_new0 (FakeHouse, 1);

  house->posts = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_post_free);
  house->photos = g_ptr_array_new_with_free_func (photo_free);
  house->terms = g_ptr_array_new_with_free_func (g_free);
  house->password = g_strdup ("right");
  house->may_publish = TRUE;
  house->next_id = 100;
  return house;
}

void
fake_house_free (FakeHouse *house)
{
  g_ptr_array_unref (house->posts);
  g_ptr_array_unref (house->photos);
  g_ptr_array_unref (house->terms);
  g_free (house->password);
  g_free (house);
}

/* Whatever was ever created counts. */
guint
fake_house_count_posts (FakeHouse *house)
{
  return house->posts->len;
}

guint
fake_house_count_photos (FakeHouse *house)
{
  return house->photos->len;
}

RedaksiPost *
fake_house_get_post (FakeHouse *house, guint place)
{
  g_assert_cmpuint (place, <, house->posts->len);
  return g_ptr_array_index (house->posts, place);
}

void
fake_house_touch (FakeHouse *house, RedaksiPost *post)
{
  g_free (post->modified);
  post->modified = g_strdup_printf ("%u", ++house->clock);
}

/* ---- calls ---- */

typedef struct
{
  FakeServer *server;
  const char *name;
  char *marker;
  char *kind;
  GBytes *bytes;
  char *title;
  char *caption;
  char *alt;
  RedaksiPost *post;
  RedaksiProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
} Call;

static Call *
call_new (RedaksiServer *server, const char *name, GCancellable *cancellable)
{
  Call *call = g_new0 (Call, 1);

  call->server = g_object_ref (FAKE_SERVER (server));
  call->name = name;
  call->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  return call;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->server);
  g_free (call->marker);
  g_free (call->kind);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_free (call->title);
  g_free (call->caption);
  g_free (call->alt);
  g_clear_pointer (&call->post, redaksi_post_free);
  g_object_unref (call->cancellable);
  g_free (call);
}

static DexFuture *
reject (RedaksiServerError code)
{
  return dex_future_new_reject (REDAKSI_SERVER_ERROR, (int)code, "fake error %d", (int)code);
}

static DexFuture *
post_future (const RedaksiPost *post)
{
  return dex_future_new_take_boxed (REDAKSI_TYPE_POST, redaksi_post_copy (post));
}

static RedaksiPost *
find_by_id (FakeHouse *house, const char *id)
{
  for (guint i = 0; i < house->posts->len; i++)
    {
      RedaksiPost *post = g_ptr_array_index (house->posts, i);
      if (strcmp (post->remote_id, id) == 0 && strcmp (post->status, "gone") != 0)
        return post;
    }
  return NULL;
}

static RedaksiPost *
find_by_marker (FakeHouse *house, const char *marker)
{
  g_autofree char *slug = g_strconcat ("rdk-", marker, NULL);

  for (guint i = 0; i < house->posts->len; i++)
    {
      RedaksiPost *post = g_ptr_array_index (house->posts, i);
      if (g_strcmp0 (post->slug, slug) == 0 && strcmp (post->status, "gone") != 0
          && strcmp (post->status, "trash") != 0)
        return post;
    }
  return NULL;
}

static void
copy_text (char **to, const char *from)
{
  if (from != NULL)
    g_set_str (to, from);
}

/* As WordPress does it: what is not there is left alone. */
static void
apply (FakeHouse *house, RedaksiPost *to, const RedaksiPost *from)
{
  g_autoptr (GString) content = NULL;

  copy_text (&to->title, from->title);
  copy_text (&to->excerpt, from->excerpt);
  copy_text (&to->featured, from->featured);
  if (from->content != NULL)
    {
      content = g_string_new (from->content);
      g_string_replace (content, "<br/>", "<br>", 0);
      g_set_str (&to->content, content->str);
    }
  if (from->date != 0)
    to->date = from->date;
  if (from->status != NULL)
    {
      const char *status = from->status;
      if (strcmp (status, "publish") == 0 && to->date > g_get_real_time () + house->ahead)
        status = "future";
      if (strcmp (status, "future") == 0 && to->date <= g_get_real_time () + house->ahead)
        status = "publish";
      if (strcmp (status, "publish") == 0 && house->keeps_pending)
        status = "pending";
      g_set_str (&to->status, status);
    }
  if (from->slug != NULL)
    g_set_str (&to->slug, from->slug);
  if (to->slug == NULL || (*to->slug == '\0' && strcmp (to->status, "publish") == 0))
    g_set_str (&to->slug, "made-from-title");
  if (from->sections != NULL)
    {
      g_strfreev (to->sections);
      to->sections = g_strdupv (from->sections);
    }
  if (from->tags != NULL && !house->drops_tags)
    {
      g_strfreev (to->tags);
      to->tags = g_strdupv (from->tags);
    }
  g_free (to->url);
  to->url = g_strdup_printf ("http://127.0.0.1/%s/", to->slug);
  /* A picture that is gone is left out without a word. */
  if (to->featured != NULL && *to->featured != '\0')
    {
      gboolean there = FALSE;
      for (guint i = 0; i < house->photos->len; i++)
        {
          FakePhoto *photo = g_ptr_array_index (house->photos, i);
          there |= !photo->gone && photo->id == g_ascii_strtoull (to->featured, NULL, 10);
        }
      if (!there)
        g_set_str (&to->featured, "0");
    }
  fake_house_touch (house, to);
}

static DexFuture *
do_put (Call *call)
{
  FakeHouse *house = call->server->house;
  RedaksiPost *post;

  if (call->post->remote_id != NULL)
    {
      post = find_by_id (house, call->post->remote_id);
      if (post == NULL)
        return reject (REDAKSI_SERVER_ERROR_NOT_FOUND);
      apply (house, post, call->post);
      return post_future (post);
    }
  g_assert_nonnull (call->post->marker);
  post = redaksi_post_new ();
  post->remote_id = g_strdup_printf ("%u", house->next_id++);
  post->marker = g_strdup (call->post->marker);
  post->slug = g_strconcat ("rdk-", post->marker, NULL);
  post->title = g_strdup ("");
  post->content = g_strdup ("");
  post->status = g_strdup ("draft");
  apply (house, post, call->post);
  g_ptr_array_add (house->posts, post);
  return post_future (find_by_marker (house, post->marker));
}

static RedaksiRemotePhoto *
describe_photo (const FakePhoto *photo)
{
  RedaksiRemotePhoto *remote = g_new0 (RedaksiRemotePhoto, 1);

  remote->remote_id = g_strdup_printf ("%u", photo->id);
  remote->url = g_strdup_printf ("http://127.0.0.1/%u.jpg", photo->id);
  remote->width = 64;
  remote->height = 48;
  return remote;
}

static DexFuture *
photo_future (const FakePhoto *photo)
{
  return dex_future_new_take_boxed (REDAKSI_TYPE_REMOTE_PHOTO, describe_photo (photo));
}

static DexFuture *
do_find_photo (Call *call)
{
  GPtrArray *photos = call->server->house->photos;

  for (guint i = 0; i < photos->len; i++)
    {
      FakePhoto *photo = g_ptr_array_index (photos, i);
      if (strcmp (photo->marker, call->marker) == 0 && !photo->gone)
        return photo_future (photo);
    }
  return reject (REDAKSI_SERVER_ERROR_NOT_FOUND);
}

static DexFuture *
do_upload (Call *call)
{
  FakeHouse *house = call->server->house;
  FakePhoto *photo = g_new0 (FakePhoto, 1);

  photo->id = house->next_id++;
  photo->marker = g_strdup (call->marker);
  photo->bytes = g_bytes_ref (call->bytes);
  photo->title = g_strdup (call->title);
  photo->caption = g_strdup (call->caption);
  photo->alt = g_strdup (call->alt);
  g_ptr_array_add (house->photos, photo);
  return photo_future (photo);
}

static DexFuture *
do_term (Call *call)
{
  FakeHouse *house = call->server->house;
  g_autofree char *name = g_strdup_printf ("%s:%s", call->kind, call->title);
  guint place;

  if (!g_ptr_array_find_with_equal_func (house->terms, name, g_str_equal, &place))
    {
      place = house->terms->len;
      g_ptr_array_add (house->terms, g_strdup (name));
    }
  return dex_future_new_take_string (g_strdup_printf ("%u", place + 1));
}

static DexFuture *
do_check (Call *call)
{
  RedaksiSite *site = call->server->site;

  return dex_future_new_take_object (
    g_object_new (REDAKSI_TYPE_SITE, "id", redaksi_site_get_id (site), "name",
                  redaksi_site_get_name (site), "url", redaksi_site_get_url (site), "user",
                  redaksi_site_get_user (site), "language", "id", "may-publish",
                  call->server->house->may_publish, NULL));
}

static DexFuture *
do_list (Call *call)
{
  FakeHouse *house = call->server->house;
  GPtrArray *posts = g_ptr_array_new_with_free_func ((GDestroyNotify)redaksi_post_free);

  for (guint i = 0; i < house->posts->len; i++)
    {
      RedaksiPost *post = g_ptr_array_index (house->posts, i);
      if ((call->kind == NULL || g_strcmp0 (post->status, call->kind) == 0)
          && (call->title == NULL || strstr (post->title, call->title) != NULL))
        g_ptr_array_add (posts, redaksi_post_copy (post));
    }
  return dex_future_new_take_boxed (REDAKSI_TYPE_POST_PAGE, redaksi_post_page_new (posts, 1, 1));
}

static DexFuture *
do_names (Call *call)
{
  GPtrArray *terms = call->server->house->terms;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) ids = g_strsplit (call->marker, ",", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      guint64 place = g_ascii_strtoull (ids[i], NULL, 10);
      if (place > 0 && place <= terms->len)
        g_strv_builder_add (names, strchr (terms->pdata[place - 1], ':') + 1);
    }
  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (names));
}

/* By its id, or by its address, which the id is in. */
static DexFuture *
do_photo (Call *call)
{
  GPtrArray *photos = call->server->house->photos;

  for (guint i = 0; i < photos->len; i++)
    {
      FakePhoto *photo = g_ptr_array_index (photos, i);
      g_autofree char *id = g_strdup_printf ("%u", photo->id);
      if (photo->gone || strstr (call->marker, id) == NULL)
        continue;
      if (strcmp (call->name, "fetch") == 0)
        return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (photo->bytes));
      {
        RedaksiRemotePhoto *remote = describe_photo (photo);
        remote->caption = g_strdup (photo->caption);
        remote->credit = g_strdup (photo->credit);
        remote->alt = g_strdup (photo->alt);
        return dex_future_new_take_boxed (REDAKSI_TYPE_REMOTE_PHOTO, remote);
      }
    }
  return reject (REDAKSI_SERVER_ERROR_NOT_FOUND);
}

static DexFuture *
do_page (Call *call)
{
  FakeHouse *house = call->server->house;

  if (house->page_error != 0)
    return reject ((RedaksiServerError)house->page_error);
  for (guint i = 0; i < house->posts->len; i++)
    {
      RedaksiPost *post = g_ptr_array_index (house->posts, i);
      g_autofree char *page = NULL;
      gsize length;

      if (g_strcmp0 (post->url, call->marker) != 0 || strcmp (post->status, "publish") != 0)
        continue;
      page = house->page != NULL
               ? g_strdup (house->page)
               : g_markup_printf_escaped ("<title>x</title><h1>%s</h1>", post->title);
      if (house->page == NULL)
        {
          g_autofree char *head = g_steal_pointer (&page);
          page = g_strconcat (head, post->content, NULL);
        }
      length = strlen (page);
      return dex_future_new_take_boxed (G_TYPE_BYTES,
                                        g_bytes_new_take (g_steal_pointer (&page), length));
    }
  return reject (REDAKSI_SERVER_ERROR_NOT_FOUND);
}

static DexFuture *
carry_out (Call *call)
{
  FakeHouse *house = call->server->house;
  RedaksiPost *post;

  if (strcmp (call->server->password, house->password) != 0)
    return reject (REDAKSI_SERVER_ERROR_PASSWORD);
  if (g_strcmp0 (house->deny, call->name) == 0)
    return reject (REDAKSI_SERVER_ERROR_FORBIDDEN);
  if (strcmp (call->name, "check") == 0)
    return do_check (call);
  if (strcmp (call->name, "find-photo") == 0)
    return do_find_photo (call);
  if (strcmp (call->name, "term") == 0)
    return do_term (call);
  if (strcmp (call->name, "list") == 0)
    return do_list (call);
  if (strcmp (call->name, "names") == 0)
    return do_names (call);
  if (strcmp (call->name, "get-photo") == 0 || strcmp (call->name, "fetch") == 0)
    return do_photo (call);
  if (strcmp (call->name, "page") == 0)
    return do_page (call);
  if (strcmp (call->name, "find-post") == 0)
    post = find_by_marker (house, call->marker);
  else if (strcmp (call->name, "get-post") == 0)
    post = find_by_id (house, call->marker);
  else
    {
      house->n_writes++;
      return strcmp (call->name, "upload") == 0 ? do_upload (call) : do_put (call);
    }
  return post != NULL ? post_future (post) : reject (REDAKSI_SERVER_ERROR_NOT_FOUND);
}

static DexFuture *
call_fiber (gpointer data)
{
  Call *call = data;
  FakeHouse *house = call->server->house;
  Fault fault = FAULT_NONE;
  DexFuture *result;

  if (house->fault != NULL)
    fault = house->fault (house->n_calls, call->name, house->fault_data);
  house->n_calls++;
  if (house->stuck != NULL
      && (g_strcmp0 (call->marker, house->stuck) == 0
          || (call->post != NULL && g_strcmp0 (call->post->marker, house->stuck) == 0)))
    fault = FAULT_HANG;
  /* Others have their turn. */
  dex_await (dex_timeout_new_msec (0), NULL);
  if (g_cancellable_is_cancelled (call->cancellable))
    return reject (REDAKSI_SERVER_ERROR_CANCELLED);
  if (fault == FAULT_OFFLINE)
    return reject (REDAKSI_SERVER_ERROR_OFFLINE);
  if (fault == FAULT_BROKEN)
    return reject (REDAKSI_SERVER_ERROR_BROKEN);
  if (fault == FAULT_LOST)
    return reject (REDAKSI_SERVER_ERROR_UNCLEAR);
  if (call->progress != NULL)
    {
      call->progress (g_bytes_get_size (call->bytes) / 2, g_bytes_get_size (call->bytes),
                      call->user_data);
      call->progress (g_bytes_get_size (call->bytes), g_bytes_get_size (call->bytes),
                      call->user_data);
    }
  if (fault != FAULT_HANG)
    {
      result = carry_out (call);
      if (fault == FAULT_NONE)
        return result;
      dex_unref (result);
    }
  if (fault == FAULT_UNCLEAR)
    return reject (REDAKSI_SERVER_ERROR_UNCLEAR);
  while (!g_cancellable_is_cancelled (call->cancellable))
    dex_await (dex_timeout_new_msec (1), NULL);
  return reject (REDAKSI_SERVER_ERROR_CANCELLED);
}

static DexFuture *
spawn (Call *call)
{
  return dex_scheduler_spawn (NULL, 256 * 1024, call_fiber, call, call_free);
}

static DexFuture *
fake_check (RedaksiServer *server, GCancellable *cancellable)
{
  return spawn (call_new (server, "check", cancellable));
}

static DexFuture *
fake_find_photo (RedaksiServer *server, const char *marker, GCancellable *cancellable)
{
  Call *call = call_new (server, "find-photo", cancellable);

  call->marker = g_strdup (marker);
  return spawn (call);
}

static DexFuture *
fake_upload_photo (RedaksiServer *server, const char *marker, GBytes *bytes, const char *title,
                   const char *caption, const char *alt, RedaksiProgress progress,
                   gpointer user_data, GCancellable *cancellable)
{
  Call *call = call_new (server, "upload", cancellable);

  call->marker = g_strdup (marker);
  call->bytes = g_bytes_ref (bytes);
  call->title = g_strdup (title);
  call->caption = g_strdup (caption);
  call->alt = g_strdup (alt);
  call->progress = progress;
  call->user_data = user_data;
  return spawn (call);
}

static DexFuture *
fake_ensure_term (RedaksiServer *server, const char *kind, const char *name,
                  GCancellable *cancellable)
{
  Call *call = call_new (server, "term", cancellable);

  call->kind = g_strdup (kind);
  call->title = g_strdup (name);
  return spawn (call);
}

static DexFuture *
fake_find_post (RedaksiServer *server, const char *marker, GCancellable *cancellable)
{
  Call *call = call_new (server, "find-post", cancellable);

  call->marker = g_strdup (marker);
  return spawn (call);
}

static DexFuture *
fake_get_post (RedaksiServer *server, const char *remote_id, GCancellable *cancellable)
{
  Call *call = call_new (server, "get-post", cancellable);

  call->marker = g_strdup (remote_id);
  return spawn (call);
}

static DexFuture *
fake_list_posts (RedaksiServer *server, const char *status, const char *words, guint page,
                 GCancellable *cancellable)
{
  Call *call = call_new (server, "list", cancellable);

  call->kind = g_strdup (status);
  call->title = g_strdup (words);
  return spawn (call);
}

static DexFuture *
fake_name_terms (RedaksiServer *server, const char *kind, const char *const *ids,
                 GCancellable *cancellable)
{
  Call *call = call_new (server, "names", cancellable);

  call->marker = g_strjoinv (",", (char **)ids);
  return spawn (call);
}

static DexFuture *
fake_get_photo (RedaksiServer *server, const char *remote_id, GCancellable *cancellable)
{
  Call *call = call_new (server, "get-photo", cancellable);

  call->marker = g_strdup (remote_id);
  return spawn (call);
}

static DexFuture *
fake_fetch_photo (RedaksiServer *server, const char *url, GCancellable *cancellable)
{
  Call *call = call_new (server, "fetch", cancellable);

  call->marker = g_strdup (url);
  return spawn (call);
}

static DexFuture *
fake_put_post (RedaksiServer *server, RedaksiPost *post, GCancellable *cancellable)
{
  Call *call = call_new (server, post->remote_id != NULL ? "update" : "create", cancellable);

  call->post = redaksi_post_copy (post);
  return spawn (call);
}

static DexFuture *
fake_fetch_page (RedaksiServer *server, const char *url, GCancellable *cancellable)
{
  Call *call = call_new (server, "page", cancellable);

  call->marker = g_strdup (url);
  return spawn (call);
}

static gint64
fake_get_time (RedaksiServer *server)
{
  FakeHouse *house = FAKE_SERVER (server)->house;

  return house->timeless ? 0 : g_get_real_time () + house->ahead;
}

static char *
fake_get_last_reply (RedaksiServer *server)
{
  return g_strdup ("HTTP/1.1 500 fake");
}

static void
server_init (RedaksiServerInterface *iface)
{
  iface->check = fake_check;
  iface->find_photo = fake_find_photo;
  iface->upload_photo = fake_upload_photo;
  iface->ensure_term = fake_ensure_term;
  iface->find_post = fake_find_post;
  iface->get_post = fake_get_post;
  iface->put_post = fake_put_post;
  iface->list_posts = fake_list_posts;
  iface->name_terms = fake_name_terms;
  iface->get_photo = fake_get_photo;
  iface->fetch_photo = fake_fetch_photo;
  iface->fetch_page = fake_fetch_page;
  iface->get_last_reply = fake_get_last_reply;
  iface->get_time = fake_get_time;
}

static void
fake_server_finalize (GObject *object)
{
  FakeServer *self = FAKE_SERVER (object);

  g_object_unref (self->site);
  g_free (self->password);

  G_OBJECT_CLASS (fake_server_parent_class)->finalize (object);
}

static void
fake_server_class_init (FakeServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_server_finalize;
}

static void
fake_server_init (FakeServer *self)
{
}

RedaksiServer *
fake_server_new (RedaksiSite *site, const char *password, gpointer house)
{
  FakeServer *self = g_object_new (FAKE_TYPE_SERVER, NULL);

  self->site = g_object_ref (site);
  self->password = g_strdup (password);
  self->house = house;
  return REDAKSI_SERVER (self);
}
