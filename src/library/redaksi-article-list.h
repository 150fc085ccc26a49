/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-library.h"

G_BEGIN_DECLS

/*
 * RedaksiArticleList: a GListModel of RedaksiSummary that holds row ids and fetches rows in pages as
 * they are asked for. An item not yet fetched is a summary with empty texts that notifies when it is
 * there. It follows "article-changed" and keeps items that did not change, so that a view keeps its
 * selection and scroll.
 */
#define REDAKSI_TYPE_ARTICLE_LIST (redaksi_article_list_get_type ())
G_DECLARE_FINAL_TYPE (RedaksiArticleList, redaksi_article_list, REDAKSI, ARTICLE_LIST, GObject)

RedaksiArticleList *redaksi_article_list_new       (RedaksiLibrary *library);
void                redaksi_article_list_set_query (RedaksiArticleList *self, guint states, const char *words);
void                redaksi_article_list_set_sort  (RedaksiArticleList *self, RedaksiSort sort);
gint64              redaksi_article_list_get_row   (RedaksiArticleList *self, guint position);
gboolean            redaksi_article_list_find      (RedaksiArticleList *self, const char *id, guint *position);

G_END_DECLS
