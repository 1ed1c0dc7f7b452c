import { setColumn, type Attributes } from '../attributes.ts';

const artifacts: [RegExp, string][] = [
  [/^(?:tests?|tst|tc|ts|test_?\w+|\w+_test|testcase|testfile|testsuite|testrun)$/i, 'a test'],
  [/^(?:impl|implementation|code|source|swunit)$/i, 'an implementation'],
  [/^(?:person|people|team|role|sprint|release|milestone|bug|issue|task|action|todo|workflow|wf)$/i, 'no requirement'],
  [/^(?:document|doc|doc_\w+|wp|workproduct|std_(?!req)\w+|gd_(?!req)\w+)$/i, 'a document'],
  [/^(?:\w+_)?(?:fmea|dfa|fta|analysis)$/i, 'an analysis'],
  [/^(?:decision|dec|adr|dec_\w+)$/i, 'a decision'],
  [
    /^(?:arch|swarch|sysarch|component|comp|module|interface|\w+_arc(?:_\w+)?|\w*arch_?\w+|dd_\w+)$/i,
    'part of the design',
  ],
];

/** What a need of this type is, if it is no requirement. */
export function artifactOf(type: string): string | undefined {
  return artifacts.find(([pattern]) => pattern.test(type))?.[1];
}

const relations =
  /^(?:links?|(?:is_)?derived_?(?:from)?|derives?_?(?:from)?|satisf(?:y|ies)|full?fill?s?|implements?|refines?|covers?|parents?|parent_needs?|depends(?:_on)?|requires|traces?(?:_to)?|belongs_to)$/i;

/** Whether an option names needs that this one comes from or hangs together with. */
export const isRelation = (option: string): boolean => relations.test(option);

/** Ids in an option such as `REQ_1; REQ_2[version==1]`. */
export const linkedIds = (value: string): string[] =>
  value
    .replace(/\[[^\][]{0,200}\]/g, '')
    .split(/[;,\s]+/)
    .filter((each) => each !== '');

/** Options that say something of the need as a requirement: status, tags, priority, safety, verification. */
export function setOption(attributes: Attributes, name: string, value: string): void {
  setColumn(attributes, name.replace(/[-_]/g, ' '), /^tags?$/i.test(name) ? value.replace(/[;,]\s*/g, ', ') : value);
}
