import { compareRequirements } from '../../core/index.ts';
import type { ChangedFile } from './changed-files.ts';
import { documentReader } from './document-reader.ts';
import { indirectChanges, namesOneOf, type Reading } from './indirect-changes.ts';
import { pathMatcher, patternsOf } from './match-paths.ts';
import type { Snapshot } from './read-files.ts';
import { followed, readRecord } from './read-record.ts';
import { documentSeeker, mostDocuments, tooManyDocuments } from './seek-document.ts';
import { concernsRequirements, type Documents, goneDocument } from './touched.ts';
import { wantedOf } from './wanted.ts';

/** The documents that a pull request touches, itself or by what it says of their cases, with what is committed for them at its head. */
export async function gatherChanged(
  files: ChangedFile[],
  { head, base }: { head: Snapshot; base: Snapshot },
  job: Reading,
): Promise<Documents> {
  const patterns = patternsOf(job.inputs.paths, job.config);
  const matches = pathMatcher(patterns);
  const indirect = await indirectChanges(files, { head, base, matches }, job);
  const wanted = wantedOf(files, matches, indirect);
  const parse = documentReader(patterns, job.config.columns);
  const seek = documentSeeker({ head, base }, parse);
  const read = await Promise.all(
    [...wanted].slice(0, mostDocuments).map(async ([path, { before, gone, moved, perhaps }]) => {
      const [now, then] = await Promise.all([
        gone ? undefined : seek(path),
        before === undefined ? undefined : base.read(before),
      ]);
      const { document = goneDocument(path), problems = [], unjudged } = now ?? {};
      const earlier = (then && 'text' in then && parse(then)) || undefined;
      const { changes, removed } = compareRequirements(earlier?.requirements ?? [], document.requirements);
      return { document, changes, earlier, removed: moved ? [] : removed, problems, unjudged, perhaps };
    }),
  );
  const judged = read.filter(({ unjudged }) => unjudged === undefined);
  const documents = judged.map(({ document }) => document);
  const { committed } = followed(await readRecord(head, documents), documents);
  const touched = judged.filter((each) => !each.perhaps || namesOneOf(each.document, committed, indirect.says));
  const earlier = touched.flatMap((each) => each.earlier ?? []);
  return {
    touched: touched.filter((each) => concernsRequirements(each, committed)),
    committed,
    // A renamed document is wanted under both of its names.
    earlier: [...new Map(earlier.map((document) => [document.path, document])).values()],
    problems: touched.flatMap(({ problems }) => problems),
    unjudged: [
      ...read.flatMap((each) => each.unjudged ?? []),
      ...(wanted.size > mostDocuments ? [tooManyDocuments(wanted.size)] : []),
    ],
  };
}
