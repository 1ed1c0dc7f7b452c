/** Tables: on a narrow screen each row becomes a block of its own. */
export const tableStyles = `table{width:100%;border-collapse:collapse;text-align:left}
caption{text-align:left;font-size:.875rem;padding-bottom:.4rem}
th,td{padding:.45rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
thead th{overflow-wrap:break-word;font-weight:600;font-size:.875rem;color:var(--quiet);background:var(--page);border-bottom:2px solid var(--line)}
td ul{list-style:none;padding:0}
.matrix .where{font-size:.875em}
.chart{max-width:60rem}
.chart th .quiet{display:block;font-size:.875rem}
.chart tbody th{font-weight:600;width:34%}.chart tbody th .quiet{font-weight:400}
.amount{display:flex;flex-wrap:wrap;gap:0 .6rem;justify-content:space-between}
.chart svg{display:block;width:100%;height:.5rem;border-radius:.25rem;margin-top:.3rem}
.track{fill:var(--track)}.fill{fill:var(--link)}
summary{cursor:pointer;padding:.4rem 0}
@media screen{
/* Rows that are no table rows to the layout: only so can a browser pass over those that nobody sees. */
.matrix,.matrix thead,.matrix tbody,.matrix caption{display:block}
.matrix tr{display:grid;grid-template-columns:19fr 33fr 14fr 14fr 10fr 10fr;border-bottom:1px solid var(--line)}
.matrix tr>*{min-width:0;border:0}
.matrix thead{position:sticky;top:0;z-index:1}
.matrix tbody tr{content-visibility:auto;contain-intrinsic-size:auto 3.5rem}
.matrix tbody:not(:last-child){border-bottom:2px solid var(--edge)}
}
@media screen and (max-width:48rem){
thead{position:absolute;left:-999rem}
table,tbody,tr,caption,.matrix tr{display:block}
.matrix thead{position:absolute}
.matrix tbody tr{contain-intrinsic-size:auto 11rem}
td.none{display:none}
tr{padding:.7rem 0;border-bottom:1px solid var(--line)}
th,td,.chart tbody th{display:block;width:auto;border:0;padding:.15rem 0}
td[data-head]:not([data-head=""])::before{content:attr(data-head);display:block;font-size:.875rem;color:var(--quiet)}
.matrix td:nth-of-type(4),.matrix td:nth-of-type(5){display:inline-block;margin-right:.6rem;vertical-align:middle}
}`;
