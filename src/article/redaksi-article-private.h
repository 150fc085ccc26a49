/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "redaksi-json.h"
#include "redaksi-step.h"

G_BEGIN_DECLS

/* The JSON of parts, for the files of this room that write a whole. */
yyjson_mut_val *_redaksi_body_to_value    (const RedaksiBody *body, yyjson_mut_doc *doc);
RedaksiBody    *_redaksi_body_from_value  (yyjson_val *value, gboolean is_slice, GError **error);
yyjson_mut_val *_redaksi_shape_to_value   (const RedaksiShape *shape, yyjson_mut_doc *doc);
RedaksiShape   *_redaksi_shape_from_value (yyjson_val *value, GError **error);
yyjson_mut_val *_redaksi_step_to_value    (const RedaksiStep *step, yyjson_mut_doc *doc);
RedaksiStep    *_redaksi_step_from_value  (yyjson_val *value, GError **error);
gboolean        _redaksi_json_fail        (GError **error, const char *what);

G_END_DECLS
