/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-page-template.h"
#include "redaksi-page-words.h"
#include "redaksi-page.h"

G_BEGIN_DECLS

#define REDAKSI_PAGE_RESOURCES "/io/github/redaksi/Redaksi/page"

/* What article, list and feed share. */
RedaksiPageScope *_redaksi_page_begin  (const RedaksiPageSite *site, const RedaksiPageContext *context,
                                        const char *current_section);
char             *_redaksi_page_finish (RedaksiPageScope *scope, const char *template);
char             *_redaksi_page_address (const RedaksiPageSite *site, const char *folder, const char *name);
char             *_redaksi_page_absolute (const RedaksiPageSite *site, const char *url);
char             *_redaksi_page_article_data (RedaksiArticle *article, const RedaksiPageSite *site,
                                              const RedaksiPageContext *context, const char *url,
                                              const char *description, const RedaksiPhotoLink *photo);
const char       *_redaksi_page_get_template (const char *name);

G_END_DECLS
