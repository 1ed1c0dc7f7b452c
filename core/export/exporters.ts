import type { Exporter } from './export-input.ts';
import type { ExportFormat } from './format-names.ts';
import { toHtml } from './html/to-html.ts';
import { toCsv } from './to-csv.ts';
import { toDoorstop } from './to-doorstop.ts';
import { toGherkin } from './to-gherkin.ts';
import { toJson } from './to-json.ts';
import { toJunit } from './to-junit.ts';
import { toMarkdown } from './to-markdown.ts';
import { toOpenfasttrace } from './to-openfasttrace.ts';
import { toPlaywright } from './to-playwright.ts';
import { toPytest } from './to-pytest.ts';
import { toSarif } from './to-sarif.ts';
import { toSphinxNeeds } from './to-sphinx-needs.ts';
import { toStrictdoc } from './to-strictdoc.ts';
import { toTestrail } from './to-testrail.ts';
import { toVitest } from './to-vitest.ts';
import { toXray } from './to-xray.ts';
import { toYaml } from './to-yaml.ts';

/** All formats that a suite can be exported to, by the name that `--to` takes. */
export const exporters = {
  json: toJson,
  yaml: toYaml,
  markdown: toMarkdown,
  csv: toCsv,
  gherkin: toGherkin,
  junit: toJunit,
  sarif: toSarif,
  xray: toXray,
  testrail: toTestrail,
  vitest: toVitest,
  playwright: toPlaywright,
  pytest: toPytest,
  html: toHtml,
  openfasttrace: toOpenfasttrace,
  doorstop: toDoorstop,
  strictdoc: toStrictdoc,
  'sphinx-needs': toSphinxNeeds,
} as const satisfies Record<ExportFormat, Exporter>;
