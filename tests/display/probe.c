/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include <string.h>

/*
 * probe: a window that knows nothing of Redaksi. `probe` shows an entry, a text and a button, so
 * that a fault of the virtual desktop or of the driver is not taken for one of Redaksi's; `probe
 * --drag FILE…` shows something that those files can be dragged from; `probe --plain FILE` is a
 * bare GtkTextView with the file's text, the yardstick of tests/bench.
 */

static char **files;
static gboolean drag, plain;

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (char **name = files; *name != NULL; name++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (*name);
      g_autofree char *uri = g_file_get_uri (file);
      g_string_append_printf (list, "%s\r\n", uri);
    }
  bytes = g_bytes_new (list->str, list->len);
  return gdk_content_provider_new_for_bytes ("text/uri-list", bytes);
}

static GtkWidget *
make_drag_source (void)
{
  GtkWidget *label = gtk_label_new ("drag me");
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), NULL);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_widget_set_vexpand (label, TRUE);
  return label;
}

static GtkWidget *
make_text (const char *accessible_name)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 24);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 24);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (view), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  accessible_name, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (user_data), adw_toast_new ("Pressed"));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  GSList *list = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autofree char *name = list != NULL ? g_file_get_basename (list->data) : NULL;

  gtk_label_set_label (GTK_LABEL (user_data), name);
  return name != NULL;
}

static GtkWidget *
make_drop_target (void)
{
  GtkWidget *label = gtk_label_new ("drop here");
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), label);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (target));
  gtk_widget_set_size_request (label, -1, 60);
  return label;
}

static GtkWidget *
make_form (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_label ("Press");

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Line",
                                  -1);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), overlay);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), make_text ("Text"));
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), make_drop_target ());
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), box);
  return overlay;
}

static GtkWidget *
make_plain (void)
{
  GtkWidget *scroller = make_text ("Text");
  GtkTextView *view
    = GTK_TEXT_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller)));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter middle;
  g_autofree char *text = NULL;

  if (files != NULL && g_file_get_contents (files[0], &text, NULL, NULL))
    gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_get_iter_at_line (buffer, &middle, gtk_text_buffer_get_line_count (buffer) / 2);
  gtk_text_buffer_place_cursor (buffer, &middle);
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0, TRUE, 0.5, 0.5);
  return scroller;
}

static void
activate_cb (GApplication *app, gpointer user_data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (app));
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *content = drag ? make_drag_source () : plain ? make_plain () : make_form ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_title (GTK_WINDOW (window), drag ? "Drag Source" : "Probe");
  gtk_window_set_default_size (GTK_WINDOW (window), drag ? 160 : 900, drag ? 140 : 700);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app
    = adw_application_new ("io.github.redaksi.Probe", G_APPLICATION_NON_UNIQUE);
  const GOptionEntry options[] = {
    { "drag", 0, 0, G_OPTION_ARG_NONE, &drag, "Offer the files", NULL },
    { "plain", 0, 0, G_OPTION_ARG_NONE, &plain, "Show the file's text", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { 0 },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (app), 1, argv);
}
