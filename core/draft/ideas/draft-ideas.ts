import type { Demand, Requirement, TestCase } from '../../types.ts';
import { priorityOf } from '../priority.ts';
import { asSentence, asStep } from '../imperative.ts';
import { actionOf, type Action } from './action.ts';
import { catalogue, type Kind } from './catalogue.ts';

/** A case by error guessing, with the demand that the checks hold it to: its own words, not the requirement's. */
export type Idea = { key: string; demand: Demand; case: TestCase };

const mostIdeas = 3;
/** Cases and questions of a bare user story, ideas among them. */
const storyLimit = 8;
const longestTitle = 90;

/**
 * Ideas for a requirement, chosen from the catalogue by what a person does in it: at most three. `known`: its demands;
 * `asked`: how many questions it leaves open. Deterministic.
 */
export function draftIdeas(requirement: Requirement, { known, asked }: { known: Demand[]; asked: number }): Idea[] {
  const room = requirement.kind === 'user_story' ? storyLimit - known.length - asked : mostIdeas;
  const found = known.map((demand) => ({ demand, action: actionOf(demand, requirement.text) }));
  const seen = new Set<string>();
  const ideas: Idea[] = [];
  for (const kind of catalogue) {
    for (const { demand, action } of found) {
      if (!action || seen.has(kind.key) || !kind.fits(action) || ideas.length >= Math.min(mostIdeas, room)) continue;
      const idea = draftIdea(kind, action, { demand, requirement });
      if (idea.case.title.length > longestTitle) continue;
      seen.add(kind.key);
      ideas.push(idea);
    }
  }
  return ideas;
}

function draftIdea(
  kind: Kind,
  action: Action,
  { demand: about, requirement }: { demand: Demand; requirement: Requirement },
): Idea {
  const said = kind.say(action);
  const title = asStep(said.title);
  const words = [said.title, ...(said.preconditions ?? []), ...said.steps, said.expected].join('. ');
  const item = { ...about.item, type: kind.type, technique: 'error_guessing' as const, statement: words };
  // The checks hold an idea to its own words: no requirement demands its outcome.
  const outcome = { actor: '', predicate: said.expected, form: 'whole' as const, negated: false };
  const facts = { circumstances: [], role: '', attempt: '', outcome, measure: undefined, data: said.data ?? {}, title };
  const demand: Demand = {
    item,
    facts,
    polarity: 'any',
    trigger: action.phrase,
    response: said.expected,
    values: [],
    computed: [],
  };
  return {
    key: kind.key,
    demand,
    case: {
      id: `TC-${requirement.id}-i1`,
      type: kind.type,
      title,
      priority: priorityOf({ ...demand, item: { ...item, type: 'edge_case' } }, requirement),
      preconditions: (said.preconditions ?? []).map(asStep),
      steps: said.steps.map(asStep),
      expected_result: asSentence(said.expected),
      quality_score: 0,
      quality_notes: [],
      requirement_id: requirement.id,
      coverage_items: [],
      technique: 'error_guessing',
      test_data: said.data ?? {},
      evidence: about.item.evidence,
      written_by: 'rules',
      inferred: true,
      status: 'draft',
    },
  };
}
