"""Words that could do harm where they are shown, printed, opened or looked for."""

from __future__ import annotations

HARMFUL = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '</style></svg></title>]]>--><svg onload=alert(1)>" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% include 'report.css' %}",
    '#read("/etc/passwd") #eval("1+1") #panic() $x$ *b* _i_ @ref <label> \\u{41} // /* `',
    "a\x00b\x07c\x0bd\x1be\x7ff\x85g",
    "half\ud800 of one, \ufffe none \uffff",
    "\u202eturned round\u202c \u2067and so on",
    "🙂 👩‍⚕️ 🇬🇧 漢字 བོད 𐌰 \ue000",
    "a" + "\u0301" * 40,
    "w" * 10_000,
    '=cmd|" /C calc"!A0',
    "&lt;b&gt; &amp; &#60;",
    "one\n\n\ntwo\u2028three\r\nfour",
)
