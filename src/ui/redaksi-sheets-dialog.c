/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "redaksi-sheets-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "redaksi-answer.h"
#include "redaksi-text-row.h"
#include "redaksi-text.h"

struct _RedaksiSheetsDialog
{
  AdwDialog parent_instance;

  RedaksiServices *services;
  RedaksiSheetKind kind;
  char *material;

  AdwToastOverlay *toasts;
  GtkListBox *list;
  GPtrArray *before; /* what Undo brings back */
};

G_DEFINE_FINAL_TYPE (RedaksiSheetsDialog, redaksi_sheets_dialog, ADW_TYPE_DIALOG)

static guint chosen_signal;

static const struct
{
  const char *title;
  const char *make;
  const char *name;
} words[REDAKSI_N_SHEETS] = {
  { N_ ("New from a Template"), N_ ("Make a _Template of the Open Article"), N_ ("Template") },
  { N_ ("Snippets"), N_ ("_New Snippet"), N_ ("Snippet") },
  { N_ ("Captions"), N_ ("_New Caption"), N_ ("Caption") },
};

static GPtrArray *
get_sheets (RedaksiSheetsDialog *self)
{
  return redaksi_services_get_sheets (self->services, self->kind);
}

static void
tell (RedaksiSheetsDialog *self, const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
kept_cb (gpointer object, const GValue *value, const GError *error, gpointer data)
{
  if (value == NULL)
    tell (object, error->message);
}

static void
keep (RedaksiSheetsDialog *self, GPtrArray *sheets)
{
  redaksi_answer (redaksi_services_set_sheets (self->services, self->kind, sheets), self, kept_cb,
                  NULL, NULL);
}

/* ---- one is named and written ----------------------------------------------------------- */

typedef struct
{
  RedaksiSheetsDialog *self;
  guint place; /* G_MAXUINT: a new one */
  char *content;
  GtkWidget *name;
  GtkWidget *text; /* NULL for a template */
} Editing;

static void
editing_free (gpointer data, GClosure *closure)
{
  Editing *editing = data;

  g_object_unref (editing->self);
  g_free (editing->content);
  g_free (editing);
}

static void
edited_cb (AdwAlertDialog *dialog, const char *response, Editing *editing)
{
  g_autoptr (GPtrArray) sheets = redaksi_sheets_copy (get_sheets (editing->self));
  g_autofree char *name
    = redaksi_text_one_line (gtk_editable_get_text (GTK_EDITABLE (editing->name)));
  g_autofree char *text = editing->text != NULL
                            ? redaksi_text_row_dup_text (REDAKSI_TEXT_ROW (editing->text))
                            : g_strdup (editing->content);
  RedaksiSheet *sheet;

  if (!g_str_equal (response, "keep"))
    return;
  if (editing->self->kind == REDAKSI_SHEET_CAPTION)
    {
      char *line = redaksi_text_one_line (text);
      g_free (text);
      text = line;
    }
  sheet = redaksi_sheet_new (*name != '\0' ? name : _ ("Without a name"), text);
  if (editing->place < sheets->len)
    {
      redaksi_sheet_free (sheets->pdata[editing->place]);
      sheets->pdata[editing->place] = sheet;
    }
  else
    g_ptr_array_add (sheets, sheet);
  keep (editing->self, sheets);
}

static void
name_changed_cb (GtkEditable *name, AdwAlertDialog *dialog)
{
  adw_alert_dialog_set_response_enabled (dialog, "keep", *gtk_editable_get_text (name) != '\0');
}

static void
edit (RedaksiSheetsDialog *self, guint place, const char *name, const char *content)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ (words[self->kind].name), NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);
  GtkWidget *list = gtk_list_box_new ();
  Editing *editing = g_new0 (Editing, 1);

  editing->self = g_object_ref (self);
  editing->place = place;
  editing->content = g_strdup (content);
  editing->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (editing->name), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (editing->name), name);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (editing->name), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), editing->name);
  if (self->kind != REDAKSI_SHEET_TEMPLATE)
    {
      editing->text = g_object_new (REDAKSI_TYPE_TEXT_ROW, "title", _ ("Text"), NULL);
      redaksi_text_row_set_text (REDAKSI_TEXT_ROW (editing->text), content);
      gtk_list_box_append (GTK_LIST_BOX (list), editing->text);
      adw_alert_dialog_set_body (
        alert,
        _ ("What stands in braces, like {name}, is a field: it is written over. Tab leads "
           "from one to the next; {place}, {date}, {day} and {photographer} fill themselves."));
    }
  adw_alert_dialog_set_extra_child (alert, list);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "keep", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "keep", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, "keep");
  adw_alert_dialog_set_close_response (alert, "cancel");
  name_changed_cb (GTK_EDITABLE (editing->name), alert);
  g_signal_connect (editing->name, "changed", G_CALLBACK (name_changed_cb), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (edited_cb), editing, editing_free, 0);
  adw_dialog_set_focus (dialog, editing->name);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
make_cb (RedaksiSheetsDialog *self)
{
  edit (self, G_MAXUINT, "", self->material != NULL ? self->material : "");
}

/* ---- the list --------------------------------------------------------------------------- */

static guint
place_of (GtkWidget *widget)
{
  return (guint)gtk_list_box_row_get_index (
    GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW)));
}

static void
edit_cb (GtkWidget *button, RedaksiSheetsDialog *self)
{
  guint place = place_of (button);
  const RedaksiSheet *sheet = get_sheets (self)->pdata[place];

  edit (self, place, sheet->name, sheet->content);
}

static void
undo_cb (RedaksiSheetsDialog *self)
{
  if (self->before != NULL)
    keep (self, self->before);
}

static void
delete_cb (GtkWidget *button, RedaksiSheetsDialog *self)
{
  g_autoptr (GPtrArray) sheets = redaksi_sheets_copy (get_sheets (self));
  guint place = place_of (button);
  AdwToast *toast;

  toast
    = adw_toast_new_format (_ ("“%s” deleted"), ((const RedaksiSheet *)sheets->pdata[place])->name);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_clear_pointer (&self->before, g_ptr_array_unref);
  self->before = redaksi_sheets_copy (sheets);
  g_ptr_array_remove_index (sheets, place);
  keep (self, sheets);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
chosen_cb (RedaksiSheetsDialog *self, GtkListBoxRow *row)
{
  const RedaksiSheet *sheet = get_sheets (self)->pdata[gtk_list_box_row_get_index (row)];
  g_autofree char *content = g_strdup (sheet->content);

  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, chosen_signal, 0, content);
}

static void
add_button (RedaksiSheetsDialog *self, GtkWidget *row, const char *icon, const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* What is seen of it below its name. */
static char *
describe (RedaksiSheetsDialog *self, const RedaksiSheet *sheet)
{
  g_autoptr (RedaksiArticle) article = NULL;
  g_autofree char *text = NULL;

  if (self->kind != REDAKSI_SHEET_TEMPLATE)
    return redaksi_text_one_line (sheet->content);
  article = redaksi_article_from_json (sheet->content, strlen (sheet->content), NULL);
  text
    = article != NULL ? redaksi_body_dup_text (redaksi_article_get_body (article)) : g_strdup ("");
  return redaksi_text_one_line (text);
}

static void
fill (RedaksiSheetsDialog *self)
{
  GPtrArray *sheets = get_sheets (self);
  gboolean kept
    = redaksi_library_get_read_only_reason (redaksi_services_get_library (self->services)) == NULL;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < sheets->len; i++)
    {
      const RedaksiSheet *sheet = sheets->pdata[i];
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *text = describe (self, sheet);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sheet->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      if (kept)
        {
          add_button (self, row, "document-edit-symbolic",
                      self->kind == REDAKSI_SHEET_TEMPLATE ? _ ("Rename") : _ ("Change"),
                      G_CALLBACK (edit_cb));
          add_button (self, row, "user-trash-symbolic", _ ("Delete"), G_CALLBACK (delete_cb));
        }
      gtk_list_box_append (self->list, row);
    }
}

static void
redaksi_sheets_dialog_dispose (GObject *object)
{
  RedaksiSheetsDialog *self = REDAKSI_SHEETS_DIALOG (object);

  g_clear_object (&self->services);
  g_clear_pointer (&self->material, g_free);
  g_clear_pointer (&self->before, g_ptr_array_unref);

  G_OBJECT_CLASS (redaksi_sheets_dialog_parent_class)->dispose (object);
}

static void
redaksi_sheets_dialog_class_init (RedaksiSheetsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = redaksi_sheets_dialog_dispose;
  chosen_signal = g_signal_new ("chosen", REDAKSI_TYPE_SHEETS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
redaksi_sheets_dialog_init (RedaksiSheetsDialog *self)
{
}

static void
build (RedaksiSheetsDialog *self)
{
  GtkWidget *bars = adw_toolbar_view_new ();
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *make = gtk_button_new_with_mnemonic (_ (words[self->kind].make));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (words[self->kind].title), -1);
  gtk_list_box_set_placeholder (self->list, gtk_label_new (_ ("There is none yet.")));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (chosen_cb), self);
  gtk_widget_set_halign (make, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (make, "pill");
  gtk_widget_set_sensitive (make, (self->material != NULL || self->kind != REDAKSI_SHEET_TEMPLATE)
                                    && redaksi_library_get_read_only_reason (
                                         redaksi_services_get_library (self->services))
                                         == NULL);
  g_signal_connect_swapped (make, "clicked", G_CALLBACK (make_cb), self);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), make);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, scroll);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (bars), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (bars), GTK_WIDGET (self->toasts));
  adw_dialog_set_title (ADW_DIALOG (self), _ (words[self->kind].title));
  adw_dialog_set_content_width (ADW_DIALOG (self), 480);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  adw_dialog_set_child (ADW_DIALOG (self), bars);
}

/**
 * redaksi_sheets_dialog_new:
 * @services: what keeps them
 * @kind: which are shown
 * @material: (nullable): content that a new one begins with
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
redaksi_sheets_dialog_new (RedaksiServices *services, RedaksiSheetKind kind, const char *material)
{
  RedaksiSheetsDialog *self = g_object_new (REDAKSI_TYPE_SHEETS_DIALOG, NULL);
  GtkListBoxRow *first;

  self->services = g_object_ref (services);
  self->kind = kind;
  self->material = g_strdup (material);
  build (self);
  fill (self);
  g_signal_connect_object (services, "sheets-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first != NULL)
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (first));
  return ADW_DIALOG (self);
}
