import type { Exporter } from '../export-input.ts';
import { renderReport } from './render-report.ts';

/** The report as one file. */
export const toHtml: Exporter = (input) => [{ path: 'report.html', text: renderReport(input) }];
