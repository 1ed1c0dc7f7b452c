import type { Requirement, TestCase } from '../../types.ts';
import { termIndex } from './find-terms.ts';
import type { TermIndex } from './find-terms.ts';
import type { GlossaryEntry } from './parse-glossary.ts';
import { requirementSearch } from './search-requirements.ts';
import type { RequirementSearch } from './search-requirements.ts';

/** What there is to choose a prompt's context from. */
export type ContextIndex = {
  requirements: readonly Requirement[];
  /** The place of a requirement in the list. */
  placeOf: (requirement: Requirement) => number | undefined;
  related: RequirementSearch;
  terms: TermIndex;
  /** Cases of a requirement that a person accepted or wrote. */
  examplesOf: (requirement: Requirement) => readonly TestCase[];
};

/** Built once for a document or a run; the search only when something is looked for. */
export const contextIndex = ({
  requirements,
  glossary = [],
  accepted = new Map(),
}: {
  requirements: readonly Requirement[];
  glossary?: readonly GlossaryEntry[];
  /** By the path of their document: ids are unique within a document only. */
  accepted?: ReadonlyMap<string, readonly TestCase[]>;
}): ContextIndex => {
  const places = new Map(requirements.map((requirement, place) => [keyOf(requirement), place]));
  const examples = Map.groupBy(
    [...accepted].flatMap(([path, cases]) => cases.filter(isExample).map((each) => ({ path, each }))),
    ({ path, each }) => JSON.stringify([path, each.requirement_id]),
  );
  let search: RequirementSearch | undefined;
  return {
    requirements,
    placeOf: (requirement) => places.get(keyOf(requirement)),
    related: (place) => {
      search ??= requirementSearch(requirements);
      return search(place);
    },
    terms: termIndex(glossary),
    examplesOf: (requirement) => (examples.get(keyOf(requirement)) ?? []).map(({ each }) => each),
  };
};

// Ids are unique within a document only.
const keyOf = ({ id, source }: Requirement): string => JSON.stringify([source.path, id]);

const isExample = ({ status, written_by }: TestCase): boolean =>
  status !== 'rejected' && (status === 'accepted' || written_by === 'human');
