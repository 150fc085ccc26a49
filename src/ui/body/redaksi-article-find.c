/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-article-view-private.h"

#include <glib/gi18n-lib.h>

#include "redaksi-find-bar.h"

/*
 * Find and replace in the open article. It is searched on a worker thread, a moment after the last
 * change, so that no key waits for it; a result that is of another state of the article is dropped.
 * Only the matches near what is seen are tinted.
 */

#define PAUSE   200 /* milliseconds after the last change of the article */
#define N_TINTS 2000
#define LONGEST 200 /* letters of a selection that is what is looked for */

typedef enum
{
  WANT_NOTHING,
  WANT_FIRST, /* at the place where the search began, or after it */
  WANT_NEXT,
  WANT_PREVIOUS,
} Want;

struct _RedaksiFinding
{
  RedaksiFindBar *bar;
  RedaksiFind *find;
  GArray *matches; /* NULL: not known */
  guint64 version; /* of the document that they are of */
  guint age;       /* answers to older questions are dropped */
  gboolean searching;
  guint timer;
  Want want;
  guint to_replace;    /* Enter was pressed so often before the next match was known */
  gboolean keep_words; /* what the bar says stays until something else is looked for */
  RedaksiMatch origin; /* where the search began */
  RedaksiMatch hidden; /* the match that can't be shown, or empty */
  guint tinted_from;
  guint tinted_to;
};

static void search (RedaksiArticleView *self);
static void replace_cb (RedaksiArticleView *self);

static RedaksiBodyBuffer *
get_buffer (RedaksiArticleView *self)
{
  return redaksi_body_view_get_buffer (self->body);
}

static RedaksiField *
get_field (RedaksiArticleView *self, const char *name)
{
  return redaksi_article_header_get_field (REDAKSI_ARTICLE_HEADER (self->header), name);
}

static gboolean
is_current (RedaksiArticleView *self)
{
  return self->finding->matches != NULL && self->document != NULL
         && self->finding->version == redaksi_document_get_version (self->document);
}

static RedaksiMatch *
get_match (RedaksiArticleView *self, guint i)
{
  return &g_array_index (self->finding->matches, RedaksiMatch, i);
}

/* ---- where the user is ---------------------------------------------------------------------- */

static RedaksiMatch
get_place (RedaksiArticleView *self)
{
  RedaksiMatch place = { self->text_field, 0, 0 };
  RedaksiField *field;

  if (self->finding->hidden.field != NULL)
    return self->finding->hidden;
  field = self->text_field != NULL ? get_field (self, self->text_field) : NULL;
  if (field != NULL)
    redaksi_field_get_selection (field, &place.start, &place.end);
  else
    {
      RedaksiSelection selection = redaksi_body_buffer_get_selection (get_buffer (self));
      place.field = NULL;
      place.start = MIN (selection.anchor, selection.head);
      place.end = MAX (selection.anchor, selection.head);
    }
  return place;
}

/* The match that is selected, or G_MAXUINT. */
static guint
find_selected (RedaksiArticleView *self)
{
  RedaksiMatch place = get_place (self), *match;
  guint i = redaksi_find_seek (self->finding->matches, place.field, place.start);

  if (i == self->finding->matches->len)
    return REDAKSI_FIND_BAR_NONE;
  match = get_match (self, i);
  return g_strcmp0 (match->field, place.field) == 0 && match->start == place.start
             && match->end == place.end
           ? i
           : REDAKSI_FIND_BAR_NONE;
}

/* ---- showing -------------------------------------------------------------------------------- */

static const char *
describe_hidden (const char *field)
{
  if (g_str_equal (field, REDAKSI_FIELD_EXCERPT))
    return _ ("In the excerpt, among the details (F9)");
  if (g_str_equal (field, REDAKSI_FIELD_LEAD_ALT))
    return _ ("In the lead photo’s description, among the details (F9)");
  return _ ("In the lead photo’s texts, which show once there is a photo");
}

static void
show_count (RedaksiArticleView *self)
{
  RedaksiFinding *finding = self->finding;

  if (!is_current (self) || finding->keep_words)
    return;
  redaksi_find_bar_set_count (finding->bar, finding->matches->len, find_selected (self),
                              finding->hidden.field != NULL
                                ? describe_hidden (finding->hidden.field)
                                : NULL);
}

static void
remove_tint (RedaksiArticleView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_buffer (self));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (
    buffer, redaksi_body_tags_get_found (redaksi_body_buffer_get_tags (get_buffer (self))), &start,
    &end);
  self->finding->tinted_from = self->finding->tinted_to = 0;
}

/* What is seen, and a window's height above and below. */
static void
tint_body (RedaksiArticleView *self)
{
  RedaksiFinding *finding = self->finding;
  GtkTextView *view = GTK_TEXT_VIEW (self->body);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_buffer (self));
  GtkTextTag *tag = redaksi_body_tags_get_found (redaksi_body_buffer_get_tags (get_buffer (self)));
  GdkRectangle seen;
  GtkTextIter start, end;
  guint n = 0;

  remove_tint (self);
  gtk_text_view_get_visible_rect (view, &seen);
  gtk_text_view_get_line_at_y (view, &start, seen.y - seen.height, NULL);
  gtk_text_view_get_line_at_y (view, &end, seen.y + 2 * seen.height, NULL);
  gtk_text_iter_forward_to_line_end (&end);
  finding->tinted_from = (guint)gtk_text_iter_get_offset (&start);
  finding->tinted_to = (guint)gtk_text_iter_get_offset (&end);
  for (guint i = redaksi_find_seek (finding->matches, NULL, finding->tinted_from);
       i < finding->matches->len && n < N_TINTS; i++, n++)
    {
      RedaksiMatch *match = get_match (self, i);
      if (match->field != NULL || match->start > finding->tinted_to)
        break;
      gtk_text_buffer_get_iter_at_offset (buffer, &start, (int)match->start);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)match->end);
      gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
    }
}

static void
scrolled_cb (RedaksiArticleView *self)
{
  RedaksiFinding *finding = self->finding;
  GdkRectangle seen;
  GtkTextIter start, end;

  if (!is_current (self) || !redaksi_find_bar_is_open (finding->bar))
    return;
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->body), &seen);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self->body), &start, seen.y, NULL);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self->body), &end, seen.y + seen.height, NULL);
  if ((guint)gtk_text_iter_get_offset (&start) < finding->tinted_from
      || (guint)gtk_text_iter_get_offset (&end) > finding->tinted_to)
    tint_body (self);
}

static void
tint (RedaksiArticleView *self)
{
  redaksi_article_header_tint (REDAKSI_ARTICLE_HEADER (self->header), self->finding->matches);
  if (self->finding->matches != NULL)
    tint_body (self);
  else
    remove_tint (self);
}

/* What was selected in the other text would look like a match that is shown. */
static void
unselect (RedaksiArticleView *self, const char *next)
{
  RedaksiField *field;

  if (self->text_field != NULL && g_strcmp0 (self->text_field, next) != 0
      && (field = get_field (self, self->text_field)) != NULL)
    redaksi_field_select (field, 0, 0);
  else if (self->text_field == NULL && next != NULL)
    {
      guint head = redaksi_body_buffer_get_selection (get_buffer (self)).head;
      redaksi_body_buffer_select (get_buffer (self), (RedaksiSelection){ head, head });
    }
}

/* Selecting here would take X11's middle-click selection, and with it what is selected in the bar.
 */
static void
hold_primary (GtkWidget *text, gboolean hold)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  GdkClipboard *primary = gtk_widget_get_primary_clipboard (text);

  if (!gtk_widget_get_realized (text))
    return;
  if (hold)
    gtk_text_buffer_remove_selection_clipboard (buffer, primary);
  else
    gtk_text_buffer_add_selection_clipboard (buffer, primary);
}

static void
show_match (RedaksiArticleView *self, guint i)
{
  RedaksiFinding *finding = self->finding;
  RedaksiMatch match = *get_match (self, i);
  RedaksiField *field;

  unselect (self, match.field);
  finding->hidden = (RedaksiMatch){ NULL, 0, 0 };
  self->text_field = match.field;
  if (match.field == NULL)
    {
      GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_buffer (self));
      hold_primary (GTK_WIDGET (self->body), TRUE);
      redaksi_body_buffer_select (get_buffer (self), (RedaksiSelection){ match.start, match.end });
      hold_primary (GTK_WIDGET (self->body), FALSE);
      gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->body), gtk_text_buffer_get_insert (buffer),
                                    .15, FALSE, 0, 0);
    }
  else if ((field = get_field (self, match.field)) != NULL)
    {
      hold_primary (GTK_WIDGET (field), TRUE);
      redaksi_field_select (field, match.start, match.end);
      hold_primary (GTK_WIDGET (field), FALSE);
      redaksi_body_view_reveal (self->body, GTK_WIDGET (field));
    }
  else
    finding->hidden = match;
  show_count (self);
}

static void
step (RedaksiArticleView *self, Want want)
{
  GArray *matches = self->finding->matches;
  RedaksiMatch place = want == WANT_FIRST ? self->finding->origin : get_place (self);
  guint i;

  self->finding->want = WANT_NOTHING;
  if (matches->len == 0)
    return;
  i = redaksi_find_seek (matches, place.field, want == WANT_NEXT ? place.end : place.start);
  if (want == WANT_PREVIOUS)
    i = i == 0 ? matches->len - 1 : i - 1;
  if (i == matches->len)
    i = 0;
  /* What is looked for next begins here. */
  if (want != WANT_FIRST)
    self->finding->origin = *get_match (self, i);
  show_match (self, i);
}

/* ---- searching ------------------------------------------------------------------------------ */

typedef struct
{
  RedaksiArticleView *view; /* NULL on the worker's side */
  RedaksiFind *find;
  RedaksiArticle *article;
  guint64 version;
  guint age;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->view);
  redaksi_find_unref (question->find);
  redaksi_article_unref (question->article);
  g_free (question);
}

static DexFuture *
search_fiber (gpointer data)
{
  Question *question = data;

  return dex_future_new_take_boxed (G_TYPE_ARRAY,
                                    redaksi_find_all (question->find, question->article));
}

static DexFuture *
found_cb (DexFuture *future, gpointer data)
{
  Question *question = data;
  RedaksiArticleView *self = question->view;
  RedaksiFinding *finding = self->finding;
  const GValue *value = dex_future_get_value (future, NULL);

  if (finding == NULL)
    return NULL;
  finding->searching = FALSE;
  if (question->age != finding->age)
    {
      search (self);
      return NULL;
    }
  g_clear_pointer (&finding->matches, g_array_unref);
  if (value == NULL || self->document == NULL || !redaksi_find_bar_is_open (finding->bar))
    return NULL;
  finding->matches = g_value_dup_boxed (value);
  finding->version = question->version;
  if (!is_current (self))
    {
      if (finding->timer == 0)
        search (self);
      return NULL;
    }
  tint (self);
  if (finding->want != WANT_NOTHING)
    step (self, finding->want);
  show_count (self);
  if (finding->to_replace > 0)
    {
      finding->to_replace--;
      replace_cb (self);
    }
  return NULL;
}

static Question *
question_new (RedaksiArticleView *self, gboolean with_view)
{
  Question *question = g_new0 (Question, 1);

  question->view = with_view ? g_object_ref (self) : NULL;
  question->find = redaksi_find_ref (self->finding->find);
  question->article = redaksi_article_ref (redaksi_document_get_article (self->document));
  question->version = redaksi_document_get_version (self->document);
  question->age = self->finding->age;
  return question;
}

/* One at a time: what has changed meanwhile is searched after it. */
static void
search (RedaksiArticleView *self)
{
  RedaksiFinding *finding = self->finding;
  DexFuture *future;

  g_clear_handle_id (&finding->timer, g_source_remove);
  if (finding->searching || finding->find == NULL || self->document == NULL)
    return;
  finding->searching = TRUE;
  future = dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 1 << 20, search_fiber,
                                question_new (self, FALSE), question_free);
  dex_future_disown (
    dex_future_finally (future, found_cb, question_new (self, TRUE), question_free));
}

static gboolean
timer_cb (gpointer data)
{
  RedaksiArticleView *self = data;

  self->finding->timer = 0;
  search (self);
  return G_SOURCE_REMOVE;
}

/* The words or the way of looking are others. */
static void
ask (RedaksiArticleView *self, Want want)
{
  RedaksiFinding *finding = self->finding;

  finding->age++;
  finding->want = want;
  finding->to_replace = 0;
  finding->keep_words = FALSE;
  g_clear_pointer (&finding->find, redaksi_find_unref);
  finding->find = redaksi_find_bar_dup_find (finding->bar);
  if (finding->find != NULL)
    {
      search (self);
      return;
    }
  g_clear_pointer (&finding->matches, g_array_unref);
  tint (self);
}

static void
step_when_known (RedaksiArticleView *self, Want want)
{
  RedaksiFinding *finding = self->finding;

  finding->keep_words = FALSE;
  if (is_current (self) && finding->timer == 0)
    step (self, want);
  else
    {
      finding->want = want;
      search (self);
    }
}

/* ---- replacing ------------------------------------------------------------------------------ */

static void
replace_cb (RedaksiArticleView *self)
{
  RedaksiFinding *finding = self->finding;
  RedaksiSelection selection = redaksi_body_buffer_get_selection (get_buffer (self));
  g_autoptr (RedaksiTransaction) transaction = NULL;
  RedaksiMatch match;
  guint i, before, after;

  if (finding->find != NULL && !is_current (self) && finding->want == WANT_FIRST)
    {
      finding->to_replace++;
      return;
    }
  i = is_current (self) ? find_selected (self) : REDAKSI_FIND_BAR_NONE;
  if (i == REDAKSI_FIND_BAR_NONE)
    {
      if (finding->find != NULL)
        step_when_known (self, WANT_NEXT);
      return;
    }
  match = *get_match (self, i);
  transaction = redaksi_find_replace (finding->find, redaksi_document_get_article (self->document),
                                      &match, redaksi_find_bar_get_with (finding->bar), selection);
  if (transaction == NULL)
    return;
  before = match.field != NULL
             ? (guint)g_utf8_strlen (redaksi_document_get_field (self->document, match.field), -1)
             : redaksi_body_get_length (redaksi_document_get_body (self->document));
  redaksi_document_break_undo (self->document);
  if (!redaksi_body_buffer_apply (get_buffer (self), g_steal_pointer (&transaction)))
    return;
  after = match.field != NULL
            ? (guint)g_utf8_strlen (redaksi_document_get_field (self->document, match.field), -1)
            : redaksi_body_get_length (redaksi_document_get_body (self->document));
  /* On behind what it became, so that “a” to “aa” comes to an end. */
  finding->origin = (RedaksiMatch){ match.field, match.end + after - before, 0 };
  finding->hidden = (RedaksiMatch){ NULL, 0, 0 };
  finding->want = WANT_FIRST;
  search (self);
}

static void
replace_all_cb (RedaksiArticleView *self)
{
  RedaksiFinding *finding = self->finding;
  g_autofree char *sentence = NULL;
  guint n = 0;

  if (finding->find == NULL || self->document == NULL)
    return;
  redaksi_document_break_undo (self->document);
  if (!redaksi_body_buffer_apply (
        get_buffer (self),
        redaksi_find_replace_all (finding->find, redaksi_document_get_article (self->document),
                                  redaksi_find_bar_get_with (finding->bar),
                                  redaksi_body_buffer_get_selection (get_buffer (self)), &n)))
    return;
  finding->hidden = (RedaksiMatch){ NULL, 0, 0 };
  finding->keep_words = TRUE;
  finding->want = WANT_NOTHING;
  sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u place replaced",
                                           "%'u places replaced", n),
                              n);
  redaksi_find_bar_say (finding->bar, sentence);
  search (self);
}

/* ---- opening and closing -------------------------------------------------------------------- */

static char *
dup_selected_words (RedaksiArticleView *self)
{
  RedaksiMatch place = get_place (self);
  RedaksiField *field = place.field != NULL ? get_field (self, place.field) : NULL;
  const char *text;
  guint start = place.start, end = place.end;

  if (start == end || end - start > LONGEST)
    return NULL;
  if (field != NULL)
    text = redaksi_document_get_field (self->document, place.field);
  else
    {
      RedaksiBody *body = redaksi_document_get_body (self->document);
      guint i = redaksi_body_find (body, start, &start);

      end = start + (place.end - place.start);
      if (end > redaksi_block_get_length (redaksi_body_get_nth (body, i))
          || redaksi_shape_is_leaf (redaksi_block_get_shape (redaksi_body_get_nth (body, i))))
        return NULL;
      text = redaksi_block_get_text (redaksi_body_get_nth (body, i));
    }
  return g_utf8_substring (text, start, end);
}

static void
open_bar (RedaksiArticleView *self, gboolean replacing)
{
  RedaksiFinding *finding = self->finding;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean again = redaksi_find_bar_is_open (finding->bar) && focus != NULL
                   && gtk_widget_is_ancestor (focus, GTK_WIDGET (finding->bar));
  g_autofree char *words = NULL;

  if (self->document == NULL)
    return;
  if (!again)
    {
      finding->hidden = (RedaksiMatch){ NULL, 0, 0 };
      finding->origin = get_place (self);
      words = dup_selected_words (self);
    }
  redaksi_find_bar_open (finding->bar, words, replacing);
  if (!again)
    ask (self, WANT_FIRST);
}

static void
close_bar (RedaksiArticleView *self)
{
  RedaksiFinding *finding = self->finding;
  gboolean was_open = redaksi_find_bar_is_open (finding->bar);

  g_clear_handle_id (&finding->timer, g_source_remove);
  finding->age++;
  finding->want = WANT_NOTHING;
  finding->to_replace = 0;
  finding->hidden = (RedaksiMatch){ NULL, 0, 0 };
  redaksi_find_bar_close (finding->bar);
  g_clear_pointer (&finding->find, redaksi_find_unref);
  g_clear_pointer (&finding->matches, g_array_unref);
  if (was_open)
    tint (self);
}

/* Whoever closes it goes on at the match. */
static void
close_cb (RedaksiArticleView *self)
{
  RedaksiField *field = self->text_field != NULL ? get_field (self, self->text_field) : NULL;

  close_bar (self);
  gtk_widget_grab_focus (field != NULL ? GTK_WIDGET (field) : GTK_WIDGET (self->body));
}

static void
query_cb (RedaksiArticleView *self)
{
  ask (self, WANT_FIRST);
}

static void
step_cb (RedaksiArticleView *self, gboolean forward)
{
  if (!redaksi_find_bar_is_open (self->finding->bar))
    open_bar (self, FALSE);
  if (self->finding->find != NULL)
    step_when_known (self, forward ? WANT_NEXT : WANT_PREVIOUS);
}

void
_redaksi_article_view_find (RedaksiArticleView *self, const char *action)
{
  if (g_str_equal (action, "find") || g_str_equal (action, "replace"))
    open_bar (self, g_str_equal (action, "replace"));
  else if (self->document != NULL)
    step_cb (self, g_str_equal (action, "find-next"));
}

/* ---- news ----------------------------------------------------------------------------------- */

/* The cursor went elsewhere. */
void
_redaksi_article_view_find_moved (RedaksiArticleView *self)
{
  if (self->finding != NULL && is_current (self))
    show_count (self);
}

void
_redaksi_article_view_find_changed (RedaksiArticleView *self)
{
  RedaksiFinding *finding = self->finding;

  if (finding->find == NULL)
    return;
  g_clear_handle_id (&finding->timer, g_source_remove);
  finding->timer = g_timeout_add_full (G_PRIORITY_LOW, PAUSE, timer_cb, self, NULL);
}

/* Another article, or none. */
void
_redaksi_article_view_find_document (RedaksiArticleView *self)
{
  RedaksiFinding *finding = self->finding;

  self->text_field = NULL;
  finding->origin = finding->hidden = (RedaksiMatch){ NULL, 0, 0 };
  g_clear_pointer (&finding->matches, g_array_unref);
  if (self->document == NULL)
    close_bar (self);
  else if (redaksi_find_bar_is_open (finding->bar))
    ask (self, WANT_NOTHING);
}

GtkWidget *
_redaksi_article_view_setup_find (RedaksiArticleView *self)
{
  RedaksiFinding *finding = g_new0 (RedaksiFinding, 1);
  GtkWidget *bar = redaksi_find_bar_new ();

  self->finding = finding;
  finding->bar = REDAKSI_FIND_BAR (bar);
  g_signal_connect_object (bar, "query", G_CALLBACK (query_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "replace", G_CALLBACK (replace_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "replace-all", G_CALLBACK (replace_all_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (bar, "close", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->body)),
                           "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  return bar;
}

void
_redaksi_article_view_end_find (RedaksiArticleView *self)
{
  RedaksiFinding *finding = g_steal_pointer (&self->finding);

  if (finding == NULL)
    return;
  g_clear_handle_id (&finding->timer, g_source_remove);
  g_clear_pointer (&finding->find, redaksi_find_unref);
  g_clear_pointer (&finding->matches, g_array_unref);
  g_free (finding);
}
