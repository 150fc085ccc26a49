<?php
// SPDX-License-Identifier: GPL-3.0-or-later
// blocks.php WWW FILE: asks WordPress's own parser about the blocks of FILE; says "fine" or what is not.
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
require "$argv[1]/wp-load.php";

function check (array $blocks)
{
  foreach ($blocks as $block)
    {
      if ($block['blockName'] === null && trim ($block['innerHTML']) !== '')
        echo 'outside of any block: ', $block['innerHTML'], "\n";
      elseif ($block['blockName'] !== null && !WP_Block_Type_Registry::get_instance ()->is_registered ($block['blockName']))
        echo 'no such block: ', $block['blockName'], "\n";
      check ($block['innerBlocks']);
    }
}

$content = file_get_contents ($argv[2]);
$blocks = parse_blocks ($content);
ob_start ();
check ($blocks);
if (serialize_blocks ($blocks) !== $content)
  echo "written again, it is another text:\n", serialize_blocks ($blocks);
$said = ob_get_clean ();
echo $said === '' ? "fine\n" : $said;
exit ($said === '' ? 0 : 1);
