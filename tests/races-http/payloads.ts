/** Calls that tell the test that a text ran as a script. */
const CALLS = ["ran()", "window.ran()", "top['ran']()", "eval('ran()')", "Function('ran()')()"];

/** Shapes that browsers, templates, sanitisers or careless string building have run; `!` stands for the call. */
const SHAPES = [
  "<script>!</script>",
  "<ScRiPt>!</sCrIpT>",
  "<script src=data:text/javascript,!></script>",
  "</script><script>!</script>",
  '"><script>!</script>',
  "'><script>!</script>",
  "<img src=x onerror=!>",
  '<img src=x onerror="!">',
  "<img/src=x/onerror=!>",
  '"><img src=x onerror=!>',
  "<svg onload=!>",
  "<svg><script>!</script></svg>",
  "<svg/onload=!>",
  "<body onload=!>",
  "<input autofocus onfocus=!>",
  "<select autofocus onfocus=!>",
  "<textarea autofocus onfocus=!>",
  "<details open ontoggle=!>",
  "<video src=x onerror=!>",
  "<audio src=x onerror=!>",
  "<iframe src=javascript:!>",
  "<iframe srcdoc='<script>parent.!</script>'>",
  "<a href=javascript:!>click</a>",
  "<form action=javascript:!><button>go</button></form>",
  "<object data=javascript:!>",
  "<embed src=javascript:!>",
  "<math href=javascript:!>x</math>",
  "<meta http-equiv=refresh content='0;url=javascript:!'>",
  "<base href=javascript:!//>",
  "<link rel=stylesheet href=javascript:!>",
  "<style>@import 'javascript:!'</style>",
  "<div style=width:expression(!)>",
  "<marquee onstart=!>x</marquee>",
  "<template><script>!</script></template>",
  '<noscript><p title="</noscript><img src=x onerror=!>">',
  "<x onclick=! tabindex=1>x</x>",
  "<!--><img src=x onerror=!>-->",
  "{{constructor.constructor('!')()}}",
  "$\u007b!}",
  "`;!//",
];

/** Without a call of their own, in ways of writing that hide one. */
const HIDDEN = [
  "&lt;script&gt;ran()&lt;/script&gt;",
  "&#60;script&#62;ran()&#60;/script&#62;",
  "\\u003cscript\\u003eran()\\u003c/script\\u003e",
  "%3Cscript%3Eran()%3C/script%3E",
  "<scr\u0000ipt>ran()</scr\u0000ipt>".replaceAll("\u0000", ""),
  "＜script＞ran()＜/script＞",
  "javascript:ran()",
  "JaVaScRiPt:ran()",
  "java&#115;cript:ran()",
  "data:text/html,<script>ran()</script>",
  "vbscript:ran()",
  "';ran();//",
  '";ran();//',
  "]]><script>ran()</script>",
  "*/ran()/*",
  "</title><script>ran()</script>",
  "</textarea><script>ran()</script>",
  "</style><script>ran()</script>",
  "{count, plural, other {<script>ran()</script>}}",
  "<b>{organisation}</b>{ran()}",
  "'{'ran()'}'",
  "=cmd|'/c ran()'!A1",
];

/** One hundred and fifty and more texts, none of which may ever be more than a text. */
export const PAYLOADS = [
  ...SHAPES.flatMap((shape, index) =>
    CALLS.filter((_call, turn) => turn < 3 || (turn + index) % 4 === 0).map((call) =>
      shape.replaceAll("!", call),
    ),
  ),
  ...HIDDEN,
];
