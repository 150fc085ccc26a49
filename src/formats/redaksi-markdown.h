/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What CommonMark has no form for, written so that every reader shows it sensibly and ours takes it
 * back as it was:
 *
 *   photo       ![alt](photo:DIGEST "credit")   ?wide behind the digest when it is; the caption in
 * the lines after it, in the same paragraph embed       [https://…](https://… "embed")  alone in
 * its paragraph pull quote  <blockquote class="redaksi-pull-quote"><p>…</p></blockquote> preserved
 * a fenced code block with the info string "wordpress NAME" soft break  a backslash at the end of
 * the line
 */
#define REDAKSI_MARKDOWN_PHOTO      "photo:"
#define REDAKSI_MARKDOWN_EMBED      "embed"
#define REDAKSI_MARKDOWN_PRESERVED  "wordpress"
#define REDAKSI_MARKDOWN_PULL_QUOTE "<blockquote class=\"redaksi-pull-quote\">"
