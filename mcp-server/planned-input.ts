import {
  type Config,
  ConfigurationError,
  type CoverageItem,
  type Finding,
  type ParsedDocument,
  type Plan,
  isPlanned,
  keepPlan,
  planAgain,
  problem,
  qualify,
  type Question,
  type Requirement,
} from '../core/index.ts';
import type { Settings } from './define-tool.ts';
import { heavily } from './heavily.ts';
import type { Input } from './read-input.ts';

const mostShown = 15;

/** The requirements that `ids` names (bare or as `<document>:<id>`), or all. @throws ConfigurationError for unknown ones */
export function selected(
  ids: string[] | undefined,
  documents: ParsedDocument[],
): (document: string, id: string) => boolean {
  if (ids === undefined || ids.length === 0) return () => true;
  const known = documents.flatMap(({ path, requirements }) =>
    requirements.map(({ id }) => ({ id, key: `${path}:${id}` })),
  );
  const unknown = ids.filter((wanted) => !known.some(({ id, key }) => wanted === id || wanted === key));
  if (unknown.length > 0) {
    const names = known.map(({ id }) => id);
    const more = names.length > mostShown ? ` and ${names.length - mostShown} more` : '';
    const message = `there is no requirement ${unknown.join(', ')}`;
    const hint = `Known ids: ${names.slice(0, mostShown).join(', ')}${more}.`;
    throw new ConfigurationError([problem({ code: 'unknown_requirement', message, hint })]);
  }
  return (document, id) => ids.includes(id) || ids.includes(`${document}:${id}`);
}

export type Planned = {
  requirements: Requirement[];
  coverage_items: CoverageItem[];
  questions: Question[];
  findings: Finding[];
  /** Document by document, ids as in the document. */
  inputs: { document: ParsedDocument; plan: Plan }[];
};

/** Plans the requirements that `ids` names. Ids are unique over all documents. @throws ConfigurationError */
export async function planInput(
  { documents, committed }: Pick<Input, 'documents' | 'committed'>,
  {
    ids,
    findings,
    settings,
  }: { ids?: string[] | undefined; findings?: Config['findings']; settings: Pick<Settings, 'heavy' | 'by'> },
): Promise<Planned> {
  const isSelected = selected(ids, documents);
  await planAhead({ documents, committed, findings }, settings);
  const inputs = documents.map((document) => {
    const plan = planAgain(document, committed.lock, findings);
    const wanted = (id: string) => isSelected(document.path, id);
    return {
      document,
      plan: {
        requirements: plan.requirements.filter(({ id }) => wanted(id)),
        coverage_items: plan.coverage_items.filter(({ requirement_id }) => wanted(requirement_id)),
        questions: plan.questions.filter(({ requirement_id }) => wanted(requirement_id)),
        findings: plan.findings.filter(({ requirement_id }) => wanted(requirement_id)),
        demands: plan.demands.filter(({ item }) => wanted(item.requirement_id)),
      },
    };
  });
  const unique = qualify(inputs.map(({ document, plan }) => ({ ...plan, document: document.path, test_cases: [] })));
  return {
    requirements: unique.flatMap(({ requirements }) => requirements),
    coverage_items: unique.flatMap(({ coverage_items }) => coverage_items),
    questions: unique.flatMap(({ questions }) => questions),
    findings: unique.flatMap(({ findings }) => findings),
    inputs,
  };
}

type Plannable = Pick<Input, 'documents' | 'committed'> & { findings: Config['findings'] };

/** Has planned what is large before it is asked for, so that whoever asks finds it. @throws ConfigurationError */
export async function planAhead(
  { documents, committed: { lock }, findings }: Plannable,
  settings: Pick<Settings, 'heavy' | 'by'>,
): Promise<void> {
  for (const document of documents) {
    if (isPlanned(document, lock, findings)) continue;
    const size = document.text.length;
    const plan = await heavily('plan', { document, lock, findings }, { size, settings });
    if (!isPlanned(document, lock, findings)) keepPlan(document, { lock, options: findings, plan });
  }
}
