/** Where hosts that show MCP Apps find the traceability report. */
export const reportAddress = 'ui://casewright/traceability';
