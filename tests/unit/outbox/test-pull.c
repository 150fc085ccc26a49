/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes from a site: its photos when they are looked at, and what is new there. */
#include "house.h"

#define FIRST "<!-- wp:paragraph -->\n<p>Banjir surut sejak Senin.</p>\n<!-- /wp:paragraph -->"
#define LAST  "<!-- wp:paragraph -->\n<p>Warga pulang.</p>\n<!-- /wp:paragraph -->"
/* As the block editor and plugins write them, and not as we would. */
#define IMAGE                                                                                      \
  "<!-- wp:image {\"id\":%u,\"sizeSlug\":\"large\",\"linkDestination\":\"none\","                  \
  "\"className\":\"is-style-rounded\"} -->\n"                                                      \
  "<figure class=\"wp-block-image size-large is-style-rounded\">"                                  \
  "<img src=\"http://127.0.0.1/%u.jpg?w=1024\" alt=\"\" class=\"wp-image-%u\"/>"                   \
  "<figcaption class=\"wp-element-caption\">Rapat di balai desa</figcaption></figure>\n"           \
  "<!-- /wp:image -->"
#define CLASSIC                                                                                    \
  "Banjir surut sejak Senin.\n\n"                                                                  \
  "<img class=\"alignnone size-medium wp-image-%u\" src=\"http://127.0.0.1/%u-300x200.jpg\" "      \
  "alt=\"\" width=\"300\" height=\"200\" />\n\nWarga pulang.\n"
#define BARE                                                                                       \
  "<!-- wp:image -->\n<figure class=\"wp-block-image\"><img src=\"http://%s/%u.jpg\" alt=\"\"/>"   \
  "</figure>\n<!-- /wp:image -->"

static guint
add_remote_photo (Desk *desk, const char *text)
{
  FakePhoto *photo = g_new0 (FakePhoto, 1);
  g_autofree char *data = g_strconcat ("\xFF\xD8\xFF", text, NULL);

  photo->id = desk->house->next_id++;
  photo->marker = g_strdup ("balai-desa");
  photo->bytes = g_bytes_new (data, strlen (data));
  photo->caption = g_strdup ("Rapat warga · Humas");
  photo->credit = g_strdup ("Humas");
  photo->alt = g_strdup ("Orang duduk melingkar");
  g_ptr_array_add (desk->house->photos, photo);
  return photo->id;
}

static RedaksiPost *
add_post (Desk *desk, const char *content)
{
  RedaksiPost *post = redaksi_post_new ();

  post->remote_id = g_strdup_printf ("%u", desk->house->next_id++);
  post->slug = g_strdup ("banjir-surut");
  post->title = g_strdup ("Banjir surut");
  post->content = g_strdup (content);
  post->status = g_strdup ("publish");
  post->sections = g_new0 (char *, 1);
  post->tags = g_new0 (char *, 1);
  post->excerpt = g_strdup ("");
  fake_house_touch (desk->house, post);
  g_ptr_array_add (desk->house->posts, post);
  return post;
}

static void
pull (Desk *desk, const RedaksiPost *post)
{
  g_free (desk->article);
  desk->article = await_string (redaksi_outbox_pull (desk->outbox, desk->site, post->remote_id));
}

static guint
find (RedaksiArticle *article, RedaksiBlockKind kind)
{
  RedaksiBody *body = redaksi_article_get_body (article);

  for (guint i = 0; i < redaksi_body_get_n (body); i++)
    if (redaksi_block_get_kind (redaksi_body_get_nth (body, i)) == kind)
      return i;
  g_assert_not_reached ();
}

/* The block says something else. */
static void
write_at (Desk *desk, guint i, const char *text)
{
  g_autoptr (RedaksiArticle) article = load_article (desk);
  RedaksiBody *body = redaksi_article_get_body (article);
  g_autoptr (RedaksiBlock) block
    = redaksi_block_new (redaksi_block_get_shape (redaksi_body_get_nth (body, i)), text, NULL, 0);
  g_autoptr (RedaksiBody) changed = redaksi_body_with_block (body, i, block);
  g_autoptr (RedaksiArticle) next = redaksi_article_with_body (article, changed);

  save_article (desk, next, "manual");
}

static guint
fetch_all (Desk *desk)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  await_value (redaksi_outbox_fetch_photos (desk->outbox, desk->article), &value, &error);
  g_assert_no_error (error);
  return g_value_get_uint (&value);
}

static void
send (Desk *desk)
{
  g_autofree char *id = push (desk, REDAKSI_INTENT_UPDATE, 0);

  finish_in (desk, id, REDAKSI_STAGE_DONE);
}

/* ---- photos -----------------------------------------------------------------------------------
 */

static Fault
count_fetches (guint call, const char *name, gpointer data)
{
  guint *n = data;

  *n += strcmp (name, "fetch") == 0 || strcmp (name, "upload") == 0;
  return FAULT_NONE;
}

static void
test_photo (Desk *desk, gconstpointer data)
{
  gboolean classic = GPOINTER_TO_INT (data);
  guint id = add_remote_photo (desk, "balai");
  g_autofree char *image = g_strdup_printf (IMAGE, id, id, id);
  g_autofree char *old = g_strdup_printf (CLASSIC, id, id);
  g_autofree char *content
    = classic ? g_strdup (old) : g_strjoin ("\n\n", FIRST, image, LAST, NULL);
  RedaksiPost *post = add_post (desk, content);
  g_autoptr (RedaksiArticle) article = NULL;
  g_autoptr (RedaksiArticle) named = NULL;
  g_autoptr (RedaksiPhoto) photo = NULL;
  RedaksiBlock *block;
  guint n_fetches = 0;

  desk->house->fault = count_fetches;
  desk->house->fault_data = &n_fetches;
  pull (desk, post);
  article = load_article (desk);
  block = redaksi_body_get_nth (redaksi_article_get_body (article),
                                find (article, REDAKSI_BLOCK_PHOTO));
  g_assert_null (redaksi_block_get (block, "photo"));
  g_assert_cmpuint (n_fetches, ==, 0);

  g_assert_cmpuint (fetch_all (desk), ==, 1);
  g_assert_cmpuint (n_fetches, ==, 1);
  named = load_article (desk);
  block
    = redaksi_body_get_nth (redaksi_article_get_body (named), find (named, REDAKSI_BLOCK_PHOTO));
  photo = await_boxed (redaksi_photo_store_get (desk->photos, redaksi_block_get (block, "photo")),
                       NULL);
  g_assert_nonnull (photo);
  g_assert_cmpstr (photo->caption, ==, "Rapat warga");
  g_assert_cmpstr (photo->credit, ==, "Humas");
  g_assert_cmpstr (photo->alt, ==, "Orang duduk melingkar");
  /* The article says what the post says, and not what the list of photos says. */
  g_assert_null (redaksi_block_get (block, "alt"));
  g_assert_null (redaksi_block_get (block, "credit"));

  /* Once is enough, and nothing of it goes to the site. */
  g_assert_cmpuint (fetch_all (desk), ==, 0);
  {
    g_autoptr (RedaksiPhoto) again
      = await_boxed (redaksi_outbox_fetch_photo (desk->outbox, desk->article,
                                                 redaksi_block_get (block, "remote-id"),
                                                 redaksi_block_get (block, "url"), FALSE),
                     NULL);
    g_assert_cmpstr (again->digest, ==, photo->digest);
  }
  send (desk);
  g_assert_cmpuint (n_fetches, ==, 1);
  g_assert_cmpuint (fake_house_count_photos (desk->house), ==, 1);
  g_assert_cmpstr (post->content, ==, content);

  write_at (desk, 0, "Banjir surut sejak Selasa.");
  send (desk);
  {
    g_autoptr (GString) back = g_string_new (post->content);
    g_assert_cmpuint (g_string_replace (back, "Selasa", "Senin", 0), ==, 1);
    if (!classic)
      g_assert_cmpstr (back->str, ==, content);
    g_assert_nonnull (strstr (back->str, classic ? strstr (content, "<img") : image) != NULL
                        ? back->str
                        : strstr (back->str, "<img class=\"alignnone"));
  }
  g_assert_cmpuint (fake_house_count_photos (desk->house), ==, 1);
}

/* Who edits the block writes it anew, with the site's own photo in it. */
static void
test_caption (Desk *desk, gconstpointer data)
{
  guint id = add_remote_photo (desk, "balai");
  g_autofree char *image = g_strdup_printf (IMAGE, id, id, id);
  g_autofree char *content = g_strjoin ("\n\n", FIRST, image, LAST, NULL);
  g_autofree char *place = g_strdup_printf ("src=\"http://127.0.0.1/%u.jpg?w=1024\"", id);
  g_autofree char *class = g_strdup_printf ("wp-image-%u", id);
  RedaksiPost *post = add_post (desk, content);
  g_autoptr (RedaksiArticle) article = NULL;

  pull (desk, post);
  g_assert_cmpuint (fetch_all (desk), ==, 1);
  article = load_article (desk);
  write_at (desk, find (article, REDAKSI_BLOCK_CAPTION), "Rapat di masjid");
  send (desk);
  g_assert_cmpuint (fake_house_count_photos (desk->house), ==, 1);
  g_assert_nonnull (strstr (post->content, "Rapat di masjid"));
  g_assert_nonnull (strstr (post->content, place));
  g_assert_nonnull (strstr (post->content, class));
  g_assert_nonnull (strstr (post->content, "is-style-rounded"));
  g_assert_true (g_str_has_prefix (post->content, FIRST "\n\n"));
  g_assert_true (g_str_has_suffix (post->content, "\n\n" LAST));
}

/* The photo that leads it stands in the text as well, in another size. */
static void
test_lead_too (Desk *desk, gconstpointer data)
{
  guint id = add_remote_photo (desk, "balai");
  g_autofree char *image = g_strdup_printf (IMAGE, id, id, id);
  g_autofree char *content = g_strjoin ("\n\n", FIRST, image, LAST, NULL);
  RedaksiPost *post = add_post (desk, content);
  g_autoptr (RedaksiArticle) article = NULL;
  RedaksiBlock *block;

  post->featured = g_strdup_printf ("%u", id);
  pull (desk, post);
  g_assert_cmpuint (fetch_all (desk), ==, 1);
  article = load_article (desk);
  block = redaksi_body_get_nth (redaksi_article_get_body (article),
                                find (article, REDAKSI_BLOCK_PHOTO));
  g_assert_cmpstr (redaksi_article_peek_field (article, REDAKSI_FIELD_LEAD_PHOTO), ==,
                   redaksi_block_get (block, "photo"));
  send (desk);
  g_assert_cmpstr (post->content, ==, content);
  g_assert_cmpuint (fake_house_count_photos (desk->house), ==, 1);
}

static void
fetch_fails (Desk *desk, const char *remote_id, const char *url, gboolean asked, GQuark domain,
             int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RedaksiPhoto) photo
    = await_boxed (redaksi_outbox_fetch_photo (desk->outbox, desk->article, remote_id, url, asked),
                   &error);

  g_assert_error (error, domain, code);
}

/* Nobody but the site hears that a post is looked at. */
static void
test_elsewhere (Desk *desk, gconstpointer data)
{
  guint id = add_remote_photo (desk, "balai");
  g_autofree char *image = g_strdup_printf (BARE, "pelacak.example", id);
  g_autofree char *url = g_strdup_printf ("http://pelacak.example/%u.jpg", id);
  g_autofree char *near = g_strdup_printf ("http://127.0.0.1/%u.jpg", id);
  g_autofree char *tricky = g_strdup_printf ("http://127.0.0.1@pelacak.example/%u.jpg", id);
  g_autofree char *content = g_strjoin ("\n\n", FIRST, image, LAST, NULL);
  RedaksiPost *post = add_post (desk, content);
  g_autoptr (RedaksiPhoto) photo = NULL;
  guint n_fetches = 0;

  desk->house->fault = count_fetches;
  desk->house->fault_data = &n_fetches;
  pull (desk, post);
  fetch_fails (desk, NULL, url, FALSE, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_ASK);
  fetch_fails (desk, NULL, tricky, FALSE, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_ASK);
  fetch_fails (desk, NULL, "data:image/png;base64,AAAA", TRUE, REDAKSI_OUTBOX_ERROR,
               REDAKSI_OUTBOX_ERROR_NONE);
  fetch_fails (desk, NULL, "/unggahan/a.jpg", TRUE, REDAKSI_OUTBOX_ERROR,
               REDAKSI_OUTBOX_ERROR_NONE);
  fetch_fails (desk, NULL, "", TRUE, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE);
  g_assert_cmpuint (n_fetches, ==, 0);
  photo = await_boxed (redaksi_outbox_fetch_photo (desk->outbox, desk->article, NULL, near, FALSE),
                       NULL);
  g_assert_nonnull (photo);
  g_assert_cmpuint (n_fetches, ==, 1);
  /* A person asks. */
  g_assert_cmpuint (fetch_all (desk), ==, 1);
  g_assert_cmpuint (n_fetches, ==, 2);
  send (desk);
  g_assert_cmpstr (post->content, ==, content);
  g_assert_cmpuint (fake_house_count_photos (desk->house), ==, 1);
}

/* What can't be had is told, and had later. */
static Fault
is_offline (guint call, const char *name, gpointer data)
{
  gboolean *offline = data;

  return *offline && strcmp (name, "fetch") == 0 ? FAULT_OFFLINE : FAULT_NONE;
}

static void
test_not_now (Desk *desk, gconstpointer data)
{
  guint id = add_remote_photo (desk, "balai");
  FakePhoto *there = g_ptr_array_index (desk->house->photos, 0);
  g_autofree char *image = g_strdup_printf (IMAGE, id, id, id);
  g_autofree char *number = g_strdup_printf ("%u", id);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1/%u.jpg?w=1024", id);
  RedaksiPost *post = add_post (desk, image);
  gboolean offline = TRUE;

  pull (desk, post);
  desk->house->fault = is_offline;
  desk->house->fault_data = &offline;
  fetch_fails (desk, number, url, TRUE, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_OFFLINE);
  offline = FALSE;
  there->gone = TRUE;
  fetch_fails (desk, number, url, TRUE, REDAKSI_SERVER_ERROR, REDAKSI_SERVER_ERROR_NOT_FOUND);
  there->gone = FALSE;
  /* What a server sends instead of a photo is none. */
  g_bytes_unref (there->bytes);
  there->bytes = g_bytes_new_static ("<svg onload='x'/>", 17);
  fetch_fails (desk, number, url, TRUE, REDAKSI_PHOTO_ERROR, REDAKSI_PHOTO_ERROR_KIND);
  g_bytes_unref (there->bytes);
  there->bytes = g_bytes_new_static ("\xFF\xD8\xFFjadi", 7);
  g_assert_cmpuint (fetch_all (desk), ==, 1);
  /* An article that never was on a site has nothing to ask. */
  begin (desk);
  fetch_fails (desk, number, url, TRUE, REDAKSI_OUTBOX_ERROR, REDAKSI_OUTBOX_ERROR_NONE);
}

/* ---- opened once more -------------------------------------------------------------------------
 */

static void
write_there (Desk *desk, RedaksiPost *post, const char *from, const char *to)
{
  g_autoptr (GString) content = g_string_new (post->content);

  g_assert_cmpuint (g_string_replace (content, from, to, 1), ==, 1);
  g_set_str (&post->content, content->str);
  fake_house_touch (desk->house, post);
}

static guint
count_revisions (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions
    = await_boxed (redaksi_library_list_revisions (desk->library, desk->article), &error);

  g_assert_no_error (error);
  return revisions->len;
}

static void
assert_says (Desk *desk, guint i, const char *text)
{
  g_autoptr (RedaksiArticle) article = load_article (desk);

  g_assert_cmpstr (redaksi_block_get_text (
                     redaksi_body_get_nth (redaksi_article_get_body (article), i)),
                   ==, text);
}

static void
test_newer (Desk *desk, gconstpointer data)
{
  guint id = add_remote_photo (desk, "balai");
  g_autofree char *image = g_strdup_printf (IMAGE, id, id, id);
  g_autofree char *content = g_strjoin ("\n\n", FIRST, image, LAST, NULL);
  RedaksiPost *post = add_post (desk, content);
  g_autofree char *first = NULL;
  guint n;

  pull (desk, post);
  first = g_strdup (desk->article);
  g_assert_cmpuint (fetch_all (desk), ==, 1); /* looked at, and not edited */
  n = count_revisions (desk);
  pull (desk, post);
  g_assert_cmpstr (desk->article, ==, first);
  g_assert_cmpuint (count_revisions (desk), ==, n);

  write_there (desk, post, "Senin", "Selasa");
  g_set_str (&post->title, "Banjir surut, warga pulang");
  pull (desk, post);
  g_assert_cmpstr (desk->article, ==, first);
  g_assert_cmpuint (count_revisions (desk), ==, n + 1);
  assert_says (desk, 0, "Banjir surut sejak Selasa.");
  {
    g_autoptr (RedaksiArticle) article = load_article (desk);
    RedaksiBlock *block = redaksi_body_get_nth (redaksi_article_get_body (article),
                                                find (article, REDAKSI_BLOCK_PHOTO));
    g_assert_cmpstr (redaksi_article_get_field (article, REDAKSI_FIELD_HEADLINE), ==,
                     "Banjir surut, warga pulang");
    g_assert_nonnull (redaksi_block_get (block, "photo")); /* it need not be fetched again */
  }
  /* It was seen: what is written now goes over it. */
  write_at (desk, 0, "Banjir surut sejak Rabu.");
  send (desk);
  {
    g_autoptr (GString) back = g_string_new (post->content);
    g_string_replace (back, "Rabu", "Senin", 0);
    g_assert_cmpstr (back->str, ==, content);
  }
}

static void
test_state (Desk *desk, gconstpointer data)
{
  RedaksiPost *post = add_post (desk, FIRST);

  pull (desk, post);
  g_assert_cmpint (get_state (desk), ==, REDAKSI_STATE_PUBLISHED);
  g_set_str (&post->status, "draft");
  fake_house_touch (desk->house, post);
  pull (desk, post);
  g_assert_cmpint (get_state (desk), ==, REDAKSI_STATE_DRAFT);
}

static RedaksiMeeting *
meet_site (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  RedaksiMeeting *meeting
    = await_boxed (redaksi_outbox_meet_site (desk->outbox, desk->article, desk->site, NULL),
                   &error);

  g_assert_no_error (error);
  return meeting;
}

/* Edited here: nothing of it goes by a pull, and a person's decision counts as seen. */
static void
test_edited (Desk *desk, gconstpointer data)
{
  g_autofree char *content = g_strjoin ("\n\n", FIRST, LAST, NULL);
  RedaksiPost *post = add_post (desk, content);
  g_autoptr (RedaksiMeeting) meeting = NULL;
  guint kept;

  pull (desk, post);
  write_at (desk, 1, "Warga pulang ke rumah.");
  meeting = meet_site (desk);
  g_assert_false (meeting->is_new);
  g_assert_true (meeting->is_edited);
  g_clear_pointer (&meeting, redaksi_meeting_free);

  write_there (desk, post, "Senin", "Selasa");
  pull (desk, post);
  assert_says (desk, 0, "Banjir surut sejak Senin.");
  assert_says (desk, 1, "Warga pulang ke rumah.");
  meeting = meet_site (desk);
  g_assert_true (meeting->is_new && meeting->is_edited && meeting->has_base);
  g_assert_cmpuint (redaksi_merge_count_conflicts (meeting->merge), ==, 0);
  {
    g_autoptr (RedaksiArticle) merged = redaksi_merge_apply (meeting->merge);
    kept = save_article (desk, redaksi_merge_get_theirs (meeting->merge), "site");
    save_article (desk, merged, "merge");
  }
  await_true (redaksi_outbox_note_met (desk->outbox, desk->article, desk->site, meeting, kept));
  send (desk);
  g_assert_nonnull (strstr (post->content, "Selasa"));
  g_assert_nonnull (strstr (post->content, "ke rumah."));
  /* Something newer still is no longer what was seen. */
  write_at (desk, 1, "Warga pulang semua.");
  write_there (desk, post, "Selasa", "Rabu");
  {
    g_autofree char *id = push (desk, REDAKSI_INTENT_UPDATE, 0);
    finish_in (desk, id, REDAKSI_STAGE_CONFLICT);
    /* … and a pull leaves what waits for a person alone. */
    pull (desk, post);
    assert_says (desk, 1, "Warga pulang semua.");
    g_assert_cmpint (redaksi_push_get_stage (get_push (desk, id)), ==, REDAKSI_STAGE_CONFLICT);
  }
}

static void
test_open (Desk *desk, gconstpointer data)
{
  RedaksiPost *post = add_post (desk, FIRST);
  g_autoptr (RedaksiDocument) document = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  pull (desk, post);
  await_value (redaksi_library_load (desk->library, desk->article), &value, NULL);
  document = g_value_dup_object (&value);
  redaksi_library_attach (desk->library, document);
  write_there (desk, post, "Senin", "Selasa");
  pull (desk, post);
  g_assert_cmpstr (redaksi_block_get_text (
                     redaksi_body_get_nth (redaksi_document_get_body (document), 0)),
                   ==, "Banjir surut sejak Senin.");
  {
    g_autoptr (RedaksiMeeting) meeting = meet_site (desk);
    g_assert_true (meeting->is_new);
    g_assert_false (meeting->is_edited);
  }
  await_true (redaksi_library_detach (desk->library, document));
}

static Fault
is_all_offline (guint call, const char *name, gpointer data)
{
  return FAULT_OFFLINE;
}

static void
test_offline (Desk *desk, gconstpointer data)
{
  RedaksiPost *post = add_post (desk, FIRST);
  g_autofree char *first = NULL;

  pull (desk, post);
  first = g_strdup (desk->article);
  write_there (desk, post, "Senin", "Selasa");
  desk->house->fault = is_all_offline;
  pull (desk, post);
  g_assert_cmpstr (desk->article, ==, first);
  assert_says (desk, 0, "Banjir surut sejak Senin.");
  desk->house->fault = NULL;
  /* It was deleted there: it is opened as it is. */
  g_set_str (&post->status, "trash");
  pull (desk, post);
  g_assert_cmpstr (desk->article, ==, first);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  g_test_add ("/pull/photo", Desk, GINT_TO_POINTER (FALSE), set_up, test_photo, tear_down);
  g_test_add ("/pull/photo-classic", Desk, GINT_TO_POINTER (TRUE), set_up, test_photo, tear_down);
  g_test_add ("/pull/caption", Desk, NULL, set_up, test_caption, tear_down);
  g_test_add ("/pull/lead-too", Desk, NULL, set_up, test_lead_too, tear_down);
  g_test_add ("/pull/elsewhere", Desk, NULL, set_up, test_elsewhere, tear_down);
  g_test_add ("/pull/not-now", Desk, NULL, set_up, test_not_now, tear_down);
  g_test_add ("/pull/newer", Desk, NULL, set_up, test_newer, tear_down);
  g_test_add ("/pull/state", Desk, NULL, set_up, test_state, tear_down);
  g_test_add ("/pull/edited", Desk, NULL, set_up, test_edited, tear_down);
  g_test_add ("/pull/open", Desk, NULL, set_up, test_open, tear_down);
  g_test_add ("/pull/offline", Desk, NULL, set_up, test_offline, tear_down);
  return g_test_run ();
}
