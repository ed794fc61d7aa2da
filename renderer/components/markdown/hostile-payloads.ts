/** Texts that tried to break other programs' rendering, in every wrapping the subset knows. For tests. */

const SCRIPTS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)>",
  "<svg><script>alert(1)</script></svg>",
  "<iframe src=javascript:alert(1)></iframe>",
  "<body onload=alert(1)>",
  "<a href=javascript:alert(1)>x</a>",
  "<details open ontoggle=alert(1)>",
  "<input autofocus onfocus=alert(1)>",
  "<video><source onerror=alert(1)></video>",
  "<math><mtext></mtext><style><img src onerror=alert(1)></style></math>",
  "<style>@import 'https://example.org/x.css'</style>",
  "<link rel=stylesheet href=https://example.org/x.css>",
  "<meta http-equiv=refresh content='0;url=https://example.org'>",
  "<object data=data:text/html;base64,PHNjcmlwdD4=></object>",
  "<form action=https://example.org><button>x</button></form>",
  "<base href=https://example.org/>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;img src=x onerror=alert(1)&#62;",
  '"><img src=x onerror=alert(1)>',
  "'-alert(1)-'",
  "{{constructor.constructor('alert(1)')()}}",
  `\${alert(1)}`,
  "]]><script>alert(1)</script>",
  "<!--><img src=x onerror=alert(1)>-->",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
];

const ADDRESSES = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "javascript&colon;alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "file:///etc/passwd",
  "smb://example.org/share",
  "calculator://",
  "ms-msdt:/id",
  "https://example.org/?note=leak",
  "//example.org/x",
  "\\\\example.org\\share",
  "app://workbench/",
  "blob:https://example.org/1",
  'x" onmouseover=alert(1) y="',
  "x' onmouseover='alert(1)",
  "#\u202e(1)trela:tpircsavaj",
];

const SIGNS = [
  "\u202egpj.exe",
  "\u2066\u2067\u2068\u2069",
  "\u001b[31mred\u001b[0m",
  "\u001b]8;;https://example.org\u0007x",
  "\u0000\u0001\u0008",
  "\ud800",
  "a\u0300".repeat(50),
  "\u{e0041}\u{e0042}",
  "__proto__",
  "constructor",
  '```mermaid\ngraph TD; A-->B; click A "javascript:alert(1)"\n```',
  "$$\\href{javascript:alert(1)}{x}$$",
  "\\(\\require{html}\\)",
  "| a | b |\n|---|---|\n| <b>x</b> | y |",
  "> quote <img src=x onerror=alert(1)>",
  '[ref]: javascript:alert(1) "t"\n[ref]',
  "![a][ref]\n\n[ref]: https://example.org/x.png",
  "<https://example.org/>",
  "<javascript:alert(1)>",
  "***".repeat(40),
];

const wrappings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `**${text}**`,
  (text) => `*${text}*`,
  (text) => `# ${text}`,
  (text) => `- ${text}\n  - ${text}`,
  (text) => `\`${text}\``,
  (text) => `[${text}](${text})`,
];
const links: readonly ((address: string) => string)[] = [
  (address) => `[x](${address})`,
  (address) => `![x](${address})`,
  (address) => `[**x**](${address} "title")`,
  (address) => `[![x](${address})](${address})`,
  (address) => `<${address}>`,
  (address) => `<a href="${address}">x</a>`,
];

export function hostilePayloads(): string[] {
  return [
    ...[...SCRIPTS, ...SIGNS].flatMap((text) => wrappings.map((wrap) => wrap(text))),
    ...ADDRESSES.flatMap((address) => links.map((link) => link(address))),
  ];
}
