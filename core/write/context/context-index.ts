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
  /** By requirement id: cases that a person accepted or wrote. */
  examples: Map<string, TestCase[]>;
};

/** Built once for a document or a run; the search only when something is looked for. */
export const contextIndex = ({
  requirements,
  glossary = [],
  accepted = [],
}: {
  requirements: readonly Requirement[];
  glossary?: readonly GlossaryEntry[];
  accepted?: readonly TestCase[];
}): ContextIndex => {
  const places = new Map(requirements.map((requirement, place) => [keyOf(requirement), place]));
  let search: RequirementSearch | undefined;
  return {
    requirements,
    placeOf: (requirement) => places.get(keyOf(requirement)),
    related: (place) => {
      search ??= requirementSearch(requirements);
      return search(place);
    },
    terms: termIndex(glossary),
    examples: Map.groupBy(accepted.filter(isExample), ({ requirement_id }) => requirement_id),
  };
};

// Ids are unique within a document only.
const keyOf = ({ id, source }: Requirement): string => JSON.stringify([source.path, id]);

const isExample = ({ status, written_by }: TestCase): boolean =>
  status !== 'rejected' && (status === 'accepted' || written_by === 'human');
