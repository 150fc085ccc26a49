<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// What a newspaper's own theme or plugins bring to each page of a stock WordPress, and Redaksi does
// not: whom to follow, the tagline, a search box that opens and closes, and links that share the
// article. A must-use plugin: it works through the hooks that themes and such plugins use.

add_filter ('pre_option_blogdescription', fn () => 'Kabar dari tepian sungai');

add_action ('wp_body_open', function () {
  echo '<div class="koran-follow">Ikuti: ',
    '<a href="https://social.example/warta">Facebook</a> <a href="https://x.example/warta">X</a></div>',
    '<p class="koran-tagline">', esc_html (get_bloginfo ('description')), '</p>',
    '<details class="koran-search"><summary>Cari</summary>', get_search_form (['echo' => false]),
    '</details>';
});

add_filter ('the_content', function ($content) {
  // The page alone: what the API gives stays the article's.
  if (!is_singular ('post') || (defined ('REST_REQUEST') && REST_REQUEST))
    return $content;
  $address = rawurlencode (get_permalink ());
  $title = rawurlencode (html_entity_decode (get_the_title (), ENT_QUOTES, 'UTF-8'));
  $links = [
    'Facebook' => "https://www.facebook.com/sharer/sharer.php?u=$address",
    'X' => "https://x.com/intent/post?url=$address&text=$title",
    'WhatsApp' => "https://wa.me/?text=$title%20$address",
    'Telegram' => "https://t.me/share/url?url=$address&text=$title",
  ];
  $list = '';
  foreach ($links as $name => $link)
    $list .= '<a href="' . esc_url ($link) . "\">$name</a> ";
  return "$content<div class=\"koran-share\">Bagikan: $list</div>";
}, 99);
