import { colours } from './palette.ts';
import { printStyles } from './styles-print.ts';
import { tableStyles } from './styles-table.ts';

/** The style sheet of the report: one text for all languages, so that its hash is known. */
export const styles = `:root{color-scheme:light dark;${colours('light')}}
@media screen and (prefers-color-scheme:dark){:root{${colours('dark')}}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:84rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.35rem;margin:3rem 0 1rem;padding-bottom:.35rem;border-bottom:2px solid var(--line)}
h3{font-size:1.1rem;margin:2rem 0 .75rem;font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-weight:600}
h4{font-size:1.05rem;margin:0 0 .5rem}
h5{font-size:1rem;margin:0 0 .5rem}
p,ul,ol,dl,dd{margin:0}
.chart+p{margin-top:.6rem}
ul,ol{padding-left:1.35rem}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
code,.id{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.92em}
.id{font-weight:600}
.quiet,.where,caption,dt,.label{color:var(--quiet)}
.where,.foot,.facts,.chips{font-size:.875rem}
bdi,[dir]{unicode-bidi:isolate}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;z-index:2;background:var(--page);padding:.5rem 1rem}
nav ul{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;padding:0;margin-top:1rem;list-style:none}
.chip{display:inline-block;padding:0 .5rem;border:1px solid currentColor;border-radius:1rem;font-size:.8125rem;line-height:1.45rem;max-width:100%}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}.calm{color:var(--calm)}
mark{background:var(--mark);color:var(--marked);border-radius:2px;padding:.05em 0}
mark.off{background:none;color:inherit;box-shadow:inset 0 -1px var(--edge)}
.plain,.quotes,.statuses{list-style:none;padding:0}
.plain li{margin:.3rem 0}
.label{margin:.9rem 0 .1rem;font-size:.875rem;font-weight:600}
.statuses{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;margin-top:1rem}
.statuses a{text-decoration:none}
.counts{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.2rem,1fr));gap:.75rem;margin-top:1.25rem}
.counts div{background:var(--raised);border-radius:.5rem;padding:.6rem .8rem;display:flex;flex-direction:column-reverse;justify-content:flex-end}
.counts dd{font-size:1.5rem;font-weight:600;line-height:1.2}
.counts dt{font-size:.875rem;line-height:1.3}
form{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;background:var(--raised);border-radius:.5rem;padding:.9rem;margin-bottom:1rem}
label{display:flex;flex-direction:column;gap:.2rem;font-size:.875rem;color:var(--quiet);max-width:100%}
label:first-child{flex:1 1 14rem}
input,select,button{font:inherit;color:var(--text);background:var(--page);border:1px solid var(--edge);border-radius:.35rem;padding:.4rem .6rem;min-height:2.5rem;max-width:100%}
button{cursor:pointer}
#shown{flex-basis:100%;font-size:.875rem}
.requirement{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:1.5rem;padding:1.25rem 0;border-top:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 40rem}
.statement{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow:auto;padding:.1rem .25rem}
.text{font-size:1.0625rem}
.facts{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.6rem 0}
.facts div{display:flex;gap:.35rem}
.foot{margin-top:.6rem}
.case{background:var(--raised);border-left:4px solid var(--line);border-radius:.35rem;padding:.9rem 1rem;margin-bottom:.9rem}
.case:hover,.case:target{border-left-color:var(--link)}
.case dl{display:grid;gap:.55rem;margin-top:.7rem}
.case dl>div{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.75rem}
.case dt{font-size:.875rem;padding-top:.1rem}
.chips{line-height:1.9}
q{font-style:normal}
${tableStyles}
@media(max-width:60rem){.requirement{grid-template-columns:minmax(0,1fr);gap:.9rem}.statement{position:static;max-height:none}}
@media(max-width:40rem){header,main,footer{padding-left:.9rem;padding-right:.9rem}.case dl>div{grid-template-columns:minmax(0,1fr);gap:0}label{flex:1 1 8rem}select,input{width:100%}}
footer{padding-top:2rem;padding-bottom:2rem;color:var(--quiet);font-size:.875rem}
${printStyles}`;
