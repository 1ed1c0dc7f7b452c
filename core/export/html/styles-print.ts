/** On paper: everything open, nothing to press, light. */
export const printStyles = `@media print{
@page{margin:14mm}
html{font-size:9pt}
.chip{border:0;padding:0;margin-right:.5rem}
.matrix{font-size:.9rem;table-layout:fixed}
.matrix th:nth-child(1){width:16%}.matrix th:nth-child(2){width:30%}.matrix th:nth-child(3){width:16%}
.matrix th:nth-child(4){width:16%}.matrix th:nth-child(5){width:11%}.matrix th:nth-child(6){width:11%}
nav,form,.skip,.back{display:none!important}
header,main,footer{max-width:none;padding:0}
a{color:inherit;text-decoration:none}
h2{break-after:avoid}h3,h4,h5{break-after:avoid}
tr,.case,.counts{break-inside:avoid}
thead{display:table-header-group}
.requirement{display:block;content-visibility:visible}
.statement{position:static;max-height:none;overflow:visible;break-after:avoid;margin-bottom:.5rem}
.case{border:1px solid var(--edge);background:none}
.counts div{border:1px solid var(--line);background:none}
mark,rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}
details::details-content{content-visibility:visible;height:auto;display:block}
}`;
