/**
 * The one style sheet of all pages: no script, no font, no picture. Colours are pairs that keep 4.5:1 in light and in
 * dark (test/unit/web/style.test.ts measures them); what is marked is marked by more than colour.
 */
export const STYLE = `
:root{color-scheme:light dark;
--paper:#fbfaf6;--card:#ffffff;--ink:#1d1c1a;--muted:#5b5851;--rule:#d8d4ca;--link:#1a4f8f;
--del-paper:#fbe0dc;--del-ink:#7a1610;--ins-paper:#d9f0dc;--ins-ink:#0f4d24;
--critical-paper:#8c1c13;--critical-ink:#ffffff;--major-paper:#ffd9a8;--major-ink:#5a3000;
--minor-paper:#dbe7f6;--minor-ink:#173f73;--none-paper:#e9e6de;--none-ink:#4a4740}
@media (prefers-color-scheme:dark){:root{
--paper:#161512;--card:#1f1e1a;--ink:#ece8df;--muted:#aaa498;--rule:#3b3931;--link:#8fbcf5;
--del-paper:#4a1d1a;--del-ink:#ffc9c2;--ins-paper:#173f24;--ins-ink:#b9f0c6;
--critical-paper:#ff9d92;--critical-ink:#3d0703;--major-paper:#5a3a10;--major-ink:#ffd9a8;
--minor-paper:#1f3553;--minor-ink:#c3dbf9;--none-paper:#34322b;--none-ink:#cfcabd}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;
overflow-wrap:anywhere}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,summary:focus-visible,main:focus-visible{outline:3px solid var(--link);
outline-offset:2px;border-radius:2px}
main:focus{outline:0}
.skip{position:absolute;inset-inline-start:-999rem}
.skip:focus{inset-inline-start:.5rem;top:.5rem;background:var(--card);padding:.5rem .75rem;z-index:1}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.top,main,.foot{max-width:74rem;margin:0 auto;padding:0 1.25rem}
.top{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline;padding-block:.9rem;
border-bottom:1px solid var(--rule)}
.top p{margin:0}
.brand{font-family:Charter,"Iowan Old Style",Georgia,serif;font-weight:700;font-size:1.15rem;
text-decoration:underline dotted 2px;text-underline-offset:.25em}
.top nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.95rem}
.top nav a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
.top nav a,.go a{display:inline-block;padding-block:.2rem}
main{padding-block:1.75rem 3rem}
.narrow{max-width:44rem}
.foot{border-top:1px solid var(--rule);padding-block:1rem 2rem;color:var(--muted);font-size:.85rem}
h1,h2,h3,.text{font-family:Charter,"Iowan Old Style",Georgia,"Noto Serif",serif}
h1{font-size:clamp(1.5rem,1.1rem + 1.9vw,2.3rem);line-height:1.18;margin:.35rem 0 .75rem;text-wrap:balance}
h2{font-size:1.3rem;line-height:1.3;margin:2.25rem 0 .75rem}
h3{font-size:1.08rem;line-height:1.35;margin:0}
.kicker,.when,.note,.role{color:var(--muted);font-size:.9rem;margin:0}
.lead{font-size:1.1rem;margin:.5rem 0}
.facts{display:flex;flex-wrap:wrap;gap:.75rem 2.25rem;margin:1.25rem 0;padding:.9rem 0;
border-block:1px solid var(--rule)}
.facts dt{color:var(--muted);font-size:.8rem}
.facts dd{margin:0}
.sev{display:inline-block;border-radius:.25rem;padding:0 .45rem;font:600 .8rem/1.55 system-ui,sans-serif;
vertical-align:.1em;background:var(--none-paper);color:var(--none-ink)}
.sev.critical{background:var(--critical-paper);color:var(--critical-ink)}
.sev.major{background:var(--major-paper);color:var(--major-ink)}
.sev.minor{background:var(--minor-paper);color:var(--minor-ink)}
.timeline{max-width:56rem;list-style:none;margin:0;padding:0;border-inline-start:2px solid var(--rule)}
.timeline>li{position:relative;padding:0 0 1.75rem;padding-inline-start:1.4rem}
.timeline>li::before{content:"";position:absolute;inset-inline-start:-.45rem;top:.4rem;width:.8rem;height:.8rem;
border-radius:50%;background:var(--paper);border:2px solid var(--muted)}
.timeline>li.critical::before,.timeline>li.major::before{background:var(--ink);border-color:var(--ink)}
.timeline>li.event::before{border-radius:0;rotate:45deg}
.timeline .line{margin:.35rem 0}
.go{margin:.35rem 0 0;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem}
.found{list-style:none;margin:.5rem 0;padding:0;display:grid;gap:.6rem}
.found>li{background:var(--card);border:1px solid var(--rule);border-radius:.4rem;padding:.6rem .8rem}
.found p{margin:.1rem 0}
.values{display:grid;grid-template-columns:1fr 1fr;gap:.25rem 1rem;margin:.4rem 0 0}
.values dt{color:var(--muted);font-size:.8rem}
.values dd{margin:0}
.values>div{min-width:0}
ins,del{border-radius:.15rem;padding:0 .12em;-webkit-box-decoration-break:clone;box-decoration-break:clone}
ins{background:var(--ins-paper);color:var(--ins-ink);text-decoration:underline 2px;text-underline-offset:.15em}
del{background:var(--del-paper);color:var(--del-ink);text-decoration:line-through}
ins::before,ins::after,del::before,del::after{position:absolute;width:1px;height:1px;overflow:hidden;
clip-path:inset(50%);white-space:nowrap}
ins::before{content:" [put in: "}del::before{content:" [taken out: "}ins::after,del::after{content:"] "}
.banner{border:1px solid var(--rule);border-inline-start:4px solid var(--muted);background:var(--card);
padding:.7rem 1rem;margin:1rem 0}
.banner p{margin:0}
.sides{display:grid;gap:.9rem;padding-top:.9rem}
.pair,.heads{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem}
.heads{position:sticky;top:0;background:var(--paper);border-bottom:2px solid var(--ink);padding-block:.5rem}
.heads p{margin:0;font-weight:600}
.pair{border-bottom:1px solid var(--rule);padding-bottom:.9rem}
.pair>div{min-width:0}
.side{display:none;color:var(--muted);font-size:.8rem;margin:0}
.text{font-size:1.06rem;line-height:1.6}
.text p{margin:0 0 .9em}
.sides .text p{margin:0}
.headline{font-weight:700;font-size:1.25rem;line-height:1.3}
.standfirst{font-weight:600}
.byline,.caption,.table_row{font-family:system-ui,sans-serif;font-size:.95rem}
.subhead{font-weight:700}
.quote,blockquote{border-inline-start:3px solid var(--rule);padding-inline-start:1rem;margin-inline-start:0}
.absent{color:var(--muted);font-style:italic;margin:0}
.same{color:var(--muted)}
.same .headline,.same .standfirst,.same .subhead{font-weight:400}
details{border-bottom:1px solid var(--rule);padding-bottom:.9rem}
summary{cursor:pointer;color:var(--link);padding-block:.2rem}
details .same{margin-top:.75rem;max-width:60ch}
details .same .text{margin-bottom:.75rem}
.rows{width:100%;border-collapse:collapse;margin:0 0 .9em;font:.95rem/1.5 system-ui,sans-serif}
.rows td{border:1px solid var(--rule);padding:.35rem .6rem}
aside{background:var(--card);border:1px solid var(--rule);border-inline-start:4px solid var(--ink);padding:.7rem 1rem;
margin:1rem 0}
aside p:last-child{margin:0}
button{display:block;font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--muted);
border-radius:.4rem;margin:.5rem 0;min-height:2.75rem;padding:.4rem 1rem;text-align:start;width:100%;cursor:pointer}
button:hover{border-color:var(--ink)}
button[aria-pressed=true]{font-weight:700;border-width:3px;border-color:var(--ink)}
@media (max-width:46rem){
.pair,.heads,.values{grid-template-columns:1fr}
.twin{display:none}
.heads{position:static}
.side{display:block}
.pair>div+div{margin-top:.5rem}
.facts{gap:.6rem 1.5rem}
.top,main,.foot{padding-inline:1rem}}
@media (forced-colors:active){ins{text-decoration:underline 3px}.sev{border:1px solid}}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--muted:#333;--rule:#999;--link:#000}
.skip,.top nav,.go,form{display:none}
.heads{position:static}
.pair,.found>li,.timeline>li{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto}}
`
