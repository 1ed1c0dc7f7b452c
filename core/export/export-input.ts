import type {
  CoverageItem,
  Criterion,
  Finding,
  ParsedDocument,
  Question,
  Requirement,
  Skipped,
  Suite,
  TestCase,
} from '../types.ts';

export type ExportLevel = 'drafted' | 'accepted' | 'automated' | 'passed';
export type ExportLevels = { total: number } & Record<ExportLevel, number>;

/**
 * A case that nobody rejected. `name`: its id, with `<document>:` before it where several documents have it, as tests
 * may carry it. `stale`: its requirement changed after it was written; `signed`: a person accepted or wrote it.
 */
export type ExportedCase = {
  name: string;
  given: TestCase;
  criterion?: Criterion;
  stale: boolean;
  signed: boolean;
};

/** `levels`: those that the item reaches. An item is a question where the requirement does not say what should happen. */
export type ExportedItem = {
  name: string;
  item: CoverageItem;
  state: 'covered' | 'stale' | 'uncovered' | 'waived' | 'question';
  levels: ExportLevel[];
};

/** A requirement with all that hangs on it; ids are those of its document, `name` is unique in the export. */
export type ExportedRequirement = {
  name: string;
  requirement: Requirement;
  items: ExportedItem[];
  cases: ExportedCase[];
  questions: Question[];
  findings: Finding[];
};

/** `format`: how the document was read, such as `strictdoc`. `parsed`: its text, in which evidence has its offsets. */
export type ExportedDocument = {
  path: string;
  format?: string;
  parsed: ParsedDocument;
  requirements: ExportedRequirement[];
  skipped: Skipped[];
};

/** A test in the code; `names`: what it names, as `<document>:<id>` of requirements, cases, items or `<requirement>/<criterion>`. */
export type ExportedTest = { path: string; line: number; name: string; pending: boolean; names: string[] };

export type ExportedSafety = {
  document: string;
  requirement_id: string;
  level: string;
  methods: { method: string; degree: string; state: 'present' | 'missing' | 'not_applicable'; reason: string }[];
};

/** A gap that somebody lets pass, until a day such as 2027-03-31. */
export type ExportedWaiver = { ids: string[]; reason: string; owner: string; expires: string };

/** A case that a person keeps although its requirement is gone. */
export type ExportedOrphan = { document: string; id: string; title: string; requirement_id: string };

/** All that can be exported. `suite` is the shape of `generate --stdout`, ids unique over all documents. */
export type ExportInput = {
  suite: Suite;
  documents: ExportedDocument[];
  levels: { requirements: ExportLevels; criteria: ExportLevels; items: ExportLevels };
  tests: ExportedTest[];
  safety?: ExportedSafety[];
  waivers: ExportedWaiver[];
  orphaned: ExportedOrphan[];
  language: 'en' | 'zh-CN';
};

/** `path` is relative, made of plain letters, and unique among the files of an export. */
export type ExportedFile = { path: string; text: string };

/** Writes everything in one format. Pure: the same input gives the same text. */
export type Exporter = (input: ExportInput) => ExportedFile[];
